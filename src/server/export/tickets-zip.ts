import { makeZip } from 'client-zip';
import type { IssuedTicket } from './issue-tickets.ts';
import { qrPng } from './qr-png.ts';

/** A ZIP archive with one QR code for each ticket, written as it is read: `REG-1.png`, … */
export function ticketsZip(tickets: AsyncIterable<IssuedTicket>, now: Date): ReadableStream<Uint8Array> {
  return makeZip(pictures(tickets, now));
}

async function* pictures(tickets: AsyncIterable<IssuedTicket>, lastModified: Date) {
  for await (const { registration, code } of tickets) {
    yield { name: `${fileName(registration)}.png`, input: qrPng(code), lastModified };
  }
}

/** An id as a name that every system takes and that stays in its folder: all but letters, digits, `_` and `-` as %XX. */
export function fileName(id: string): string {
  return id.replaceAll(/[^\p{L}\p{N}_.-]|^\./gu, (character) =>
    [...new TextEncoder().encode(character)]
      .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)
      .join(''),
  );
}
