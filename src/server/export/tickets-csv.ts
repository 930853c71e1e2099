import Papa from 'papaparse';
import type { IssuedTicket } from './issue-tickets.ts';

/** A spreadsheet takes a text that begins so for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/** A CSV file that spreadsheets open as it is: UTF-8 with a byte order mark, CRLF. One line for each ticket. */
export async function* ticketsCsv(tickets: AsyncIterable<IssuedTicket>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  yield encoder.encode('\uFEFFregistration_id,name,code\r\n');
  for await (const { registration, name, code } of tickets) {
    const plainName = FORMULA.test(name) ? `'${name}` : name;
    yield encoder.encode(`${Papa.unparse([[registration, plainName, code]])}\r\n`);
  }
}
