import type { ScanResult } from '../../contract/verdict.ts';
import type { AtCheckpoint } from './admit.ts';
import type { Append } from './append.ts';

/**
 * Notes that a guest goes out. Nobody who is known is kept in: neither a status nor the hour counts, nor that no
 * entry has reached this station yet. `op` is the exit.
 */
export function goOut(arrival: AtCheckpoint, append: Append): ScanResult {
  const { registration, unlisted, checkpoint, via, stamper } = arrival;
  const id = registration?.id ?? unlisted?.id ?? null;
  const answer = {
    checkpoint: checkpoint.id,
    at: new Date(stamper.reading().correctedMs).toISOString(),
    registration,
    unlisted: registration === null && id !== null,
    previous: null,
    printJob: null,
  };
  if (id === null) return { ...answer, verdict: 'unknown', op: null };
  const op = append({ kind: 'exit', registration: id, checkpoint: checkpoint.id, payload: { via } });
  return { ...answer, verdict: 'admit', op };
}
