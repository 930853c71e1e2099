import { RegistrationSchema } from '../../contract/registration.ts';

/** Day 0 of Excel's calendar, as far as days after February 1900 are concerned. */
const EXCEL_EPOCH = Date.UTC(1899, 11, 30);
const DAY_MS = 86_400_000;

/**
 * The days that a cell names, sorted, each once, as `YYYY-MM-DD`; or null when one of them is no day. They are
 * separated by `;` `,` `、` or spaces and written `2026-06-21`, `2026/6/21`, `2026.6.21`, `20260621`, `2026年6月21日`,
 * `6月21日` (of `year`), or as the number that Excel has for a day.
 */
export function readValidDays(text: string, year: string): string[] | null {
  const words = text
    .normalize('NFKC')
    .split(/[;,、\s]+/u)
    .filter((word) => word !== '');
  const days = [...new Set(words.map((word) => isoDay(word, year)))].sort();
  return RegistrationSchema.shape.validDays.safeParse(days).success ? days : null;
}

/** The day as ISO 8601 writes it, possible or not; a text that names no day stays what it is. */
function isoDay(word: string, year: string): string {
  if (/^[3-7]\d{4}$/.test(word)) return excelDay(Number(word));
  const numbers =
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(word) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(word) ??
    /^(?:(\d{4})年)?(\d{1,2})月(\d{1,2})[日号]?$/u.exec(word);
  if (numbers === null) return word;
  const [, ofYear = year, month = '', day = ''] = numbers;
  return `${ofYear}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function excelDay(number: number): string {
  return new Date(EXCEL_EPOCH + number * DAY_MS).toISOString().slice(0, 10);
}
