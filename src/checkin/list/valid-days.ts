import { DaySchema } from '../../contract/event.ts';

/** Day 0 of Excel's calendar, as far as days after February 1900 are concerned. */
const EXCEL_EPOCH = Date.UTC(1899, 11, 30);
const DAY_MS = 86_400_000;

/**
 * The days that a cell names, sorted, each once, as `YYYY-MM-DD`; or null when one of them is no day. They are
 * separated by `;` `,` `、` or spaces and written `2026-06-21`, `2026/6/21`, `2026.6.21`, `20260621`, `2026年6月21日`,
 * `6月21日` (of `year`), or as the number that Excel has for a day.
 */
export function readValidDays(text: string, year: string): string[] | null {
  const days = text
    .normalize('NFKC')
    .split(/[;,、\s]+/u)
    .filter((word) => word !== '')
    .map((word) => readDay(word, year));
  if (!days.every((day) => day !== null)) return null;
  return [...new Set(days)].sort();
}

function readDay(word: string, year: string): string | null {
  const numbers =
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(word) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(word) ??
    /^(?:(\d{4})年)?(\d{1,2})月(\d{1,2})[日号]?$/u.exec(word);
  if (numbers !== null) {
    const [, ofYear = year, month = '', day = ''] = numbers;
    return checked(`${ofYear}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
  }
  return /^[3-7]\d{4}$/.test(word) ? checked(excelDay(Number(word))) : null;
}

function excelDay(number: number): string {
  return new Date(EXCEL_EPOCH + number * DAY_MS).toISOString().slice(0, 10);
}

function checked(day: string): string | null {
  return DaySchema.safeParse(day).success ? day : null;
}
