const PAGE = /\/Type\s*\/Page\b/;

/**
 * The same PDF with its only page turned by a quarter, as an incremental update (ISO 32000-1, section 7.5.6): what was
 * drawn stays as it is. A page that lies across its paper is turned here, because printers differ in whether they do it.
 * Throws when the bytes are no PDF whose objects are plain, as our badges are.
 */
export function turnPage(pdf: Uint8Array): Uint8Array {
  const text = Buffer.from(pdf).toString('latin1');
  const page = [...text.matchAll(/(\d+) 0 obj\b([\s\S]*?)endobj/g)].find(([, , body]) =>
    PAGE.test(body ?? ''),
  );
  const trailer = /trailer\s*<<([\s\S]*)>>\s*startxref\s+(\d+)\s+%%EOF\s*$/.exec(text);
  const [, number, body] = page ?? [];
  const [, entries, previous] = trailer ?? [];
  if (number === undefined || body === undefined || entries === undefined)
    throw new Error('a page that has to be turned is not in a plain PDF');

  const object = `${number} 0 obj${body.replace(PAGE, '/Type /Page /Rotate 90')}endobj\n`;
  const table = [
    `xref\n${number} 1\n${String(text.length).padStart(10, '0')} 00000 n \n`,
    `trailer\n<<${entries}/Prev ${previous}\n>>\n`,
    `startxref\n${text.length + object.length}\n%%EOF\n`,
  ];
  return new Uint8Array(Buffer.from([text, object, ...table].join(''), 'latin1'));
}
