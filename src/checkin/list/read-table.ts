import { done, type Result, refused } from '../../contract/failure.ts';
import type { ListEncoding } from '../../contract/list-import.ts';
import { decodeText } from './decode-text.ts';
import type { ListRow } from './list-row.ts';
import { type Delimiter, parseDelimited } from './parse-delimited.ts';
import { isZip, parseSpreadsheet } from './parse-spreadsheet.ts';

export interface ListFile {
  /** Only for the words of a refusal: what the file is, its bytes say. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A file as rows, whatever it was. */
export interface Table {
  readonly format: 'csv' | 'xlsx';
  readonly encoding: ListEncoding | null;
  readonly delimiter: Delimiter | null;
  /** One for a text file. */
  readonly sheets: readonly (readonly ListRow[])[];
}

/**
 * Reads CSV of any common delimiter and encoding, or XLSX. `file-not-a-list` when the bytes are something else.
 *
 * @param forced the encoding of a text file when a person chose it; null to find it out
 */
export async function readTable(file: ListFile, forced: ListEncoding | null): Promise<Result<Table>> {
  return isZip(file.bytes) ? readSpreadsheet(file) : readText(file, forced);
}

async function readSpreadsheet(file: ListFile): Promise<Result<Table>> {
  try {
    return done({
      format: 'xlsx',
      encoding: null,
      delimiter: null,
      sheets: await parseSpreadsheet(file.bytes),
    });
  } catch (cause) {
    return refused('file-not-a-list', { file: file.name, cause: String(cause) });
  }
}

function readText(file: ListFile, forced: ListEncoding | null): Result<Table> {
  const decoded = decodeText(file.bytes, forced);
  if (decoded === null || isMarkup(decoded.text)) return refused('file-not-a-list', { file: file.name });
  const { delimiter, rows } = parseDelimited(decoded.text);
  return done({ format: 'csv', encoding: decoded.encoding, delimiter, sheets: [rows] });
}

/** A web page (a log-in page saved as a list), JSON, RTF or PDF: text, but no list. */
function isMarkup(text: string): boolean {
  return /^\s*(<|\{|%PDF-)/u.test(text);
}
