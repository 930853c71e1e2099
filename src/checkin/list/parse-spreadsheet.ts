import readSheets from 'read-excel-file/universal';
import type { ListRow } from './list-row.ts';

/** Whether the bytes are a ZIP archive, which an XLSX file is. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;
}

/** The rows of each sheet of an XLSX file. Throws when the archive is no spreadsheet. */
export async function parseSpreadsheet(bytes: Uint8Array): Promise<ListRow[][]> {
  const sheets = await readSheets(new Uint8Array(bytes).buffer, { trim: false, parseNumber: plainNumber });
  return sheets.map(({ data }) =>
    data.map((cells, index) => ({ line: index + 1, cells: cells.map(cellText), hasBrokenQuotes: false })),
  );
}

/** `13800138000` for what the file may hold as 1.3800138E10; a number that Excel has rounded stays as it is. */
function plainNumber(text: string): string {
  const number = Number(text);
  return Number.isSafeInteger(number) ? String(number) : text;
}

/** Dates are days at midnight UTC in the file. */
function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  return cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell);
}
