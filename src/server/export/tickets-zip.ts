import ZipStream from 'zip-stream';
import type { IssuedTicket } from './issue-tickets.ts';
import { qrPng } from './qr-png.ts';

/** A ZIP archive with one QR code for each ticket, made as it is read: `REG-1.png`, … More than 65,535 make it ZIP64. */
export async function* ticketsZip(
  tickets: AsyncIterable<IssuedTicket>,
  date: Date,
): AsyncGenerator<Uint8Array> {
  // Stored: a picture of this kind is compressed already.
  const zip = new ZipStream({ store: true });
  for await (const { registration, code } of tickets) {
    await added(zip, `${fileName(registration)}.png`, qrPng(code), date);
    for (let part = zip.read(); part !== null; part = zip.read()) yield part;
  }
  zip.finalize();
  yield* zip;
}

function added(zip: ZipStream, name: string, picture: Buffer, date: Date): Promise<void> {
  return new Promise((resolve, reject) => {
    // With a mode the entry is of UNIX: of any other system, Debian's unzip takes names for what DOS wrote.
    zip.entry(picture, { name, date, mode: 0o644 }, (error) => (error === null ? resolve() : reject(error)));
  });
}

/** An id as a name that every system takes and that stays in its folder: what is no letter, digit, `_`, `.` or `-` as %XX. */
function fileName(id: string): string {
  return id.replaceAll(/[^\p{L}\p{N}_.-]|^\./gu, (character) =>
    [...new TextEncoder().encode(character)]
      .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)
      .join(''),
  );
}
