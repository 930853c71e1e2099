import type { TFunction } from 'i18next';
import type { ReadyCheck } from '../../contract/readiness.ts';
import type { Language } from '../language/language.ts';
import { count, durationInWords, momentInWords } from '../language/moments.ts';

/** What was found, in words, and what to do about it where it is not well. */
export function readyWords(check: ReadyCheck, t: TFunction, language: Language, timeZone: string): string {
  const values = shownValues(check.values, language, timeZone);
  switch (check.name) {
    case 'list':
      return t(`ready.list.${check.finding}`, values);
    case 'age':
      return t(`ready.age.${check.finding}`, values);
    case 'clock':
      return t(`ready.clock.${check.finding}`, values);
    case 'printer':
      return t(`ready.printer.${check.finding}`, values);
    case 'disk':
      return t(`ready.disk.${check.finding}`, values);
    case 'backup':
      return t(`ready.backup.${check.finding}`, values);
  }
}

function shownValues(
  { listed, expected, offsetMs, freeBytes, at }: ReadyCheck['values'],
  language: Language,
  timeZone: string,
) {
  return {
    listed: count(Number(listed ?? 0), language),
    expected: count(Number(expected ?? 0), language),
    off: durationInWords(Math.abs(Number(offsetMs ?? 0)), language),
    free: gigabytes(Number(freeBytes ?? 0), language),
    at: typeof at === 'string' ? momentInWords(at, timeZone, language, Date.now()) : '',
    // With the day, which may be wrong as well.
    now: typeof at === 'string' ? momentInWords(at, timeZone, language, 0) : '',
  };
}

function gigabytes(bytes: number, language: Language): string {
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: 'gigabyte',
    maximumFractionDigits: 1,
  }).format(bytes / 1_000_000_000);
}
