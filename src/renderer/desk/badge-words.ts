import { BadgeTextSchema } from '../../contract/badge-layout.ts';
import { PDF_FOLDER_PRINTER, type PrintJob, type Undrawn } from '../../contract/print.ts';
import { type Language, wordsIn } from '../language/language.ts';

/** What a badge is doing, with the reason where it is stuck. */
export function badgeWord({ state, reason }: Pick<PrintJob, 'state' | 'reason'>, language: Language): string {
  const words = wordsIn(language);
  if (state === 'printed') return words('badge.printed');
  if (state === 'cancelled' || state === 'superseded') return words(`badge.${state}`);
  if (state !== 'stuck') return words('badge.printing');
  const colon = language === 'en' ? ': ' : '：';
  return reason === null ? words('badge.stuck') : words('badge.stuck') + colon + words(`reason.${reason}`);
}

/** What a person does about it; '' where there is nothing to do. */
export function remedy({ reason }: Pick<PrintJob, 'reason'>, language: Language): string {
  return reason === null ? '' : wordsIn(language)(`remedy.${reason}`);
}

/** The characters that no font has, by field; with their numbers, since the screen may not have them either. */
export function undrawnWords(undrawn: readonly Undrawn[], language: Language): string[] {
  const fields = [...new Set(undrawn.map(({ field }) => field))];
  return fields.map((field) => {
    const characters = undrawn.filter((one) => one.field === field).map(({ character }) => character);
    return `${fieldWord(field, language)}: ${[...new Set(characters)].map(withNumber).join(', ')}`;
  });
}

function withNumber(character: string): string {
  const numbers = [...character].map((sign) =>
    sign.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0'),
  );
  return `${character} (U+${numbers.join('+')})`;
}

function fieldWord(field: string, language: Language): string {
  const known = BadgeTextSchema.safeParse(field);
  return wordsIn(language)(`badgeField.${known.success ? known.data : 'words'}`);
}

/** The PDF folder is no printer that a person could look for: it is called what it is. */
export function printerName(name: string, language: Language): string {
  return name === PDF_FOLDER_PRINTER ? wordsIn(language)('printer.pdf-folder') : name;
}
