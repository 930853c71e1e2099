import { ZipFile } from 'yazl';
import type { IssuedTicket } from './issue-tickets.ts';
import { qrPng } from './qr-png.ts';

/** A ZIP archive with one QR code for each ticket, made as it is read: `REG-1.png`, … More than 65,535 make it ZIP64. */
export async function* ticketsZip(
  tickets: AsyncIterable<IssuedTicket>,
  mtime: Date,
): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile();
  const output = zip.outputStream;
  for await (const { registration, code } of tickets) {
    zip.addBuffer(qrPng(code), `${fileName(registration)}.png`, { compress: false, mtime });
    for (let part = output.read(); part !== null; part = output.read()) yield bytes(part);
  }
  zip.end();
  for await (const part of output) yield bytes(part);
}

function bytes(part: string | Buffer): Uint8Array {
  return typeof part === 'string' ? Buffer.from(part) : part;
}

/** An id as a name that every system takes and that stays in its folder: what is no letter, digit, `_`, `.` or `-` as %XX. */
function fileName(id: string): string {
  return id.replaceAll(/[^\p{L}\p{N}_.-]|^\./gu, (character) =>
    [...new TextEncoder().encode(character)]
      .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)
      .join(''),
  );
}
