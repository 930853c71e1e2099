import { useCallback, useRef } from 'react';
import type { Result } from '../../contract/failure.ts';
import type { Via } from '../../contract/op.ts';
import type { ScanResult } from '../../contract/verdict.ts';
import { useDeskCore } from '../core/desk-core.ts';
import type { Heard } from '../scanner/wedge-decoder.ts';
import type { Outcome } from './outcome.ts';

export interface Scans {
  scan(code: string, via: Via): void;
  /** The same for what a USB scanner typed; what cannot be read is an outcome as well, in its turn. */
  hear(heard: Heard): void;
  checkIn(registration: string): void;
  checkOut(registration: string): void;
  /** Confirms that a guest who waits was met, and lets them in. */
  meet(registration: string): void;
}

/** Asks the core about one guest after the other, in the order in which they came; each answer is an outcome. */
export function useScans(onOutcome: (outcome: Outcome) => void): Scans {
  const core = useDeskCore();
  const last = useRef<Promise<void>>(Promise.resolve());
  const enqueue = useCallback(
    (ask: () => Promise<Result<ScanResult>>) => {
      last.current = last.current.then(async () => onOutcome(outcomeOf(await ask())));
    },
    [onOutcome],
  );
  const scan = useCallback(
    (code: string, via: Via) =>
      enqueue(() => core.ask((client, options) => client.scan({ code, via }, options))),
    [core, enqueue],
  );
  const hear = useCallback(
    (heard: Heard) => {
      if (heard.kind === 'code') return scan(heard.text, 'scanner');
      const unread: Outcome = { kind: 'unread', why: heard.why, at: new Date().toISOString() };
      last.current = last.current.then(() => onOutcome(unread));
    },
    [scan, onOutcome],
  );
  const checkIn = useCallback(
    (registration: string) =>
      enqueue(() => core.ask((client, options) => client.checkIn({ registration }, options))),
    [core, enqueue],
  );
  const checkOut = useCallback(
    (registration: string) =>
      enqueue(() => core.ask((client, options) => client.checkOut({ registration }, options))),
    [core, enqueue],
  );
  const meet = useCallback(
    (registration: string) =>
      enqueue(async () => {
        const met = await core.ask((client, options) => client.confirmHold({ registration }, options));
        // Another desk may have confirmed it meanwhile: then the guest may go in as well.
        if (!met.ok && met.failure.code !== 'nothing-to-confirm') return met;
        return core.ask((client, options) => client.checkIn({ registration }, options));
      }),
    [core, enqueue],
  );
  return { scan, hear, checkIn, checkOut, meet };
}

function outcomeOf(answer: Result<ScanResult>): Outcome {
  return answer.ok
    ? { kind: 'answer', result: answer.value }
    : { kind: 'failure', failure: answer.failure, at: new Date().toISOString() };
}
