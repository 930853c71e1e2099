/** One row of a list as it stands in the file. */
export interface ListRow {
  /** The line of the file on which the row starts, from 1; in a spreadsheet the row's number. */
  readonly line: number;
  readonly cells: readonly string[];
  /** Quotes of the row do not close or close early: what its cells are is a guess. */
  readonly hasBrokenQuotes: boolean;
}

export function isBlank(row: ListRow): boolean {
  return row.cells.every((cell) => cell.trim() === '');
}
