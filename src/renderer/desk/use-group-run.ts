import { useCallback, useEffect, useRef, useState } from 'react';
import type { Failure, Result } from '../../contract/failure.ts';
import type { ScanResult } from '../../contract/verdict.ts';
import { useDeskCore } from '../core/desk-core.ts';

/** What came of one guest of a group. */
export type GroupResult =
  | { readonly kind: 'answer'; readonly result: ScanResult }
  | { readonly kind: 'failure'; readonly failure: Failure }
  | { readonly kind: 'undone' };

/** Whether nothing is left to do for the guest; one who was taken back or failed can be chosen again. */
export function isDone(result: GroupResult | null | undefined): boolean {
  return result?.kind === 'answer';
}

export interface GroupRun {
  /** By registration id. */
  readonly results: ReadonlyMap<string, GroupResult>;
  /** Null while nobody is being checked in. */
  readonly progress: { readonly done: number; readonly total: number } | null;
  /** Checks in one after the other, by the same rules as anybody, until the last one or `stop`. */
  start(registrations: readonly string[]): Promise<void>;
  stop(): void;
  /** Forgets what came of another group. */
  clear(): void;
  markUndone(registration: string): void;
}

/**
 * One question to the core for each guest, so that scans come between them and each one done is safe, whenever it is
 * stopped. `onResult` hears each answer.
 */
export function useGroupRun(onResult: (result: ScanResult) => void): GroupRun {
  const core = useDeskCore();
  const [results, setResults] = useState<ReadonlyMap<string, GroupResult>>(new Map());
  const [progress, setProgress] = useState<GroupRun['progress']>(null);
  const isStopped = useRef(false);
  useEffect(() => {
    isStopped.current = false;
    return () => {
      isStopped.current = true;
    };
  }, []);
  const put = useCallback(
    (id: string, result: GroupResult) => setResults((before) => new Map(before).set(id, result)),
    [],
  );

  async function start(registrations: readonly string[]) {
    isStopped.current = false;
    for (const [done, registration] of registrations.entries()) {
      if (isStopped.current) break;
      setProgress({ done, total: registrations.length });
      const answer: Result<ScanResult> = await core.ask((client, options) =>
        client.checkIn({ registration }, options),
      );
      put(
        registration,
        answer.ok ? { kind: 'answer', result: answer.value } : { kind: 'failure', ...answer },
      );
      if (answer.ok) onResult(answer.value);
      // The core is away: what is left stays chosen.
      else if (answer.failure.code === 'core-unreachable') break;
    }
    setProgress(null);
  }

  return {
    results,
    progress,
    start,
    stop() {
      isStopped.current = true;
    },
    clear: () => setResults(new Map()),
    markUndone: useCallback((registration: string) => put(registration, { kind: 'undone' }), [put]),
  };
}
