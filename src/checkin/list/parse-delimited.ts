import Papa from 'papaparse';
import { countKnownHeaders } from './columns.ts';
import type { ListRow } from './list-row.ts';

export const DELIMITERS = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

export interface DelimitedTable {
  readonly delimiter: Delimiter;
  readonly rows: ListRow[];
}

/** So many rows are looked at for the one that names the columns. */
export const HEADER_SEARCH_ROWS = 10;

/** Text with `\n` line ends as rows, by the delimiter under which the headers make most sense. */
export function parseDelimited(text: string): DelimitedTable {
  const delimiter = guessDelimiter(text);
  return { delimiter, rows: parseRows(text, delimiter) };
}

function guessDelimiter(text: string): Delimiter {
  let best: { delimiter: Delimiter; known: number; cells: number } = { delimiter: ',', known: 0, cells: 1 };
  for (const delimiter of DELIMITERS) {
    const rows = parseRows(text, delimiter, HEADER_SEARCH_ROWS);
    const known = Math.max(0, ...rows.map((row) => countKnownHeaders(row.cells)));
    const cells = Math.max(0, ...rows.map((row) => row.cells.length));
    if (known > best.known || (known === best.known && cells > best.cells))
      best = { delimiter, known, cells };
  }
  return best.delimiter;
}

function parseRows(text: string, delimiter: Delimiter, preview = 0): ListRow[] {
  const rows: ListRow[] = [];
  let line = 1;
  let start = 0;
  Papa.parse<string[]>(text, {
    delimiter,
    newline: '\n',
    preview,
    step: ({ data, errors, meta }) => {
      rows.push({ line, cells: data, hasBrokenQuotes: errors.some(({ type }) => type === 'Quotes') });
      line += countLineEnds(text, start, meta.cursor);
      start = meta.cursor;
    },
  });
  return rows;
}

function countLineEnds(text: string, start: number, end: number): number {
  let count = 0;
  let position = text.indexOf('\n', start);
  while (position !== -1 && position < end) {
    count += 1;
    position = text.indexOf('\n', position + 1);
  }
  return count;
}
