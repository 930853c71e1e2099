/**
 * Faults that the harness can plant into the venue that it models, never into the product: the proof that the
 * checks can fail.
 */
export type PlantedFault =
  /** Sequence numbers are given out before the commit: a late commit puts a row behind a reader's cursor. */
  | 'cursor-past-uncommitted'
  /** The station takes a 503 for an answer and forgets what it sent. */
  | 'op-dropped-on-503'
  /** State is folded in the order in which ops arrived, each station in its own. */
  | 'last-writer-by-arrival'
  /** Stations stamp with their own clock and never learn how wrong it is. */
  | 'clock-uncorrected'
  /** The server knows an entry by its guest and checkpoint, not by the id of the op. */
  | 'dedupe-by-guest';
