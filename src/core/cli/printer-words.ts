import type { Paper, Printer, PrinterWarning, Supply } from '../../contract/print.ts';
import { STUCK } from './stuck-words.ts';

const WARNINGS: Record<PrinterWarning, string> = {
  'paper-low': 'paper is low',
  'ink-low': 'ink is low',
  'output-almost-full': 'the output tray is almost full',
};

const HEADINGS = ['printer', 'state', 'paper', 'resolution', 'ink', 'what is wrong'];

/** A table with a line for each printer. */
export function printersWords(printers: readonly Printer[]): string {
  const rows = [HEADINGS, ...printers.map(row)];
  const widths = HEADINGS.map((_heading, column) =>
    Math.max(...rows.map((cells) => width(cells[column] ?? ''))),
  );
  return rows
    .map((cells) =>
      cells
        .map((cell, column) => padded(cell, widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function row(printer: Printer): string[] {
  const { name, state, media, resolutionDpi, supplies } = printer;
  return [
    name,
    state,
    media.ready.map(paperWords).join(', ') || '-',
    resolutionDpi === null ? '-' : `${resolutionDpi} dpi`,
    supplies.map(supplyWords).join(', ') || '-',
    troubleWords(printer) || '-',
  ];
}

/** One printer in a line. */
export function printerWords(printer: Printer): string {
  const trouble = troubleWords(printer);
  return [printer.name, printer.state, ...(trouble === '' ? [] : [trouble])].join('  ');
}

function troubleWords({ reason, warnings, media, queued }: Printer): string {
  const jobs = queued === 1 ? '1 job in it' : `${queued} jobs in it`;
  const waiting = reason !== null && queued !== null && queued > 0 ? [jobs] : [];
  const trouble = reason === null ? [] : [STUCK[reason]];
  return [...trouble, ...wrongPaper(media), ...waiting, ...warnings.map((warning) => WARNINGS[warning])].join(
    '; ',
  );
}

/** Which paper a printer has, and which its badges need; nothing where it has them all. */
function wrongPaper({ ready, needed }: Printer['media']): string[] {
  if (needed.length === 0) return [];
  return [`it has ${ready.map(paperWords).join(', ')} and needs ${needed.map(paperWords).join(', ')}`];
}

/** What to say of the paper of a printer beside a badge that waits there; '' where it is right. */
export function paperSentence({ name, media }: Printer): string {
  return wrongPaper(media)
    .map((words) => ` ${name}: ${words}.`)
    .join('');
}

function paperWords({ name, widthMm, heightMm }: Paper): string {
  const size = heightMm === 0 ? `${widthMm} mm roll` : `${widthMm} x ${heightMm} mm`;
  return name === size || name.includes(`${widthMm}x${heightMm}mm`) ? size : `${name} (${size})`;
}

function supplyWords({ name, level }: Supply): string {
  return level === null ? name : `${name} ${level} %`;
}

/** Han letters and the like take the room of two. */
function width(text: string): number {
  const wide = text.match(
    /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\uff00-\uff60]/gu,
  );
  return [...text].length + (wide?.length ?? 0);
}

function padded(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - width(text)));
}
