import type { ImportReport, RowProblem } from '../../contract/list-import.ts';
import type { Registration } from '../../contract/registration.ts';
import type { ListReading } from './read-list.ts';

/** What of a list may be taken, and what its report says of the rest. */
export interface FreeRows extends Pick<ImportReport, 'refused'> {
  readonly free: readonly Registration[];
  readonly problems: RowProblem[];
}

/**
 * A code that a guest outside this list has stays with that guest: who would take it is refused (`code-repeated`).
 * `holderOf` gives the id of the guest who has a code now, or null.
 */
export function freeRows(reading: ListReading, holderOf: (code: string) => string | null): FreeRows {
  const { free, held } = separateHeldCodes(reading.registrations, holderOf);
  const header = reading.columns.find(({ field }) => field === 'code')?.header ?? '';
  const clashes = held.map<RowProblem>(({ id, code }) => ({
    line: reading.lines.get(id) ?? 1,
    column: header,
    reason: 'code-repeated',
    value: code.slice(0, 80),
  }));
  const problems = [...reading.problems, ...clashes].sort((one, other) => one.line - other.line);
  return { free, refused: reading.rows - free.length, problems };
}

/** One refusal can bring the next, since the refused guest keeps the old code too. */
export function separateHeldCodes<Row extends Pick<Registration, 'id' | 'code'>>(
  registrations: readonly Row[],
  holderOf: (code: string) => string | null,
): { readonly free: readonly Row[]; readonly held: readonly Row[] } {
  let free = registrations;
  const held: Row[] = [];
  for (;;) {
    const ids = new Set(free.map(({ id }) => id));
    const clashing = free.filter(({ id, code }) => {
      const holder = holderOf(code);
      return holder !== null && holder !== id && !ids.has(holder);
    });
    if (clashing.length === 0) return { free, held };
    held.push(...clashing);
    const refused = new Set(clashing);
    free = free.filter((registration) => !refused.has(registration));
  }
}
