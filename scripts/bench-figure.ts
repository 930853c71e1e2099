/** One measured number, and the plain way of doing the same that it is held against. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** More than this is a failure of what is measured. */
  readonly atMost?: number;
  /** Measured in the same run and the same unit: the ratio says more than either number. */
  readonly against?: { readonly what: string; readonly value: number };
}

/** What each file of scripts/bench exports. */
export interface Bench {
  readonly name: string;
  readonly describe: string;
  readonly run: () => Promise<readonly Figure[]>;
}

/** The middle one of several measurements; of an even number the lower one. */
export function median(values: readonly number[]): number {
  const middle = values.toSorted((one, other) => one - other)[Math.floor((values.length - 1) / 2)];
  if (middle === undefined) throw new Error('nothing was measured');
  return middle;
}
