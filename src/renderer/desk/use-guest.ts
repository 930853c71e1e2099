import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Failure, Result } from '../../contract/failure.ts';
import type { GuestDetails } from '../../contract/guest.ts';
import type { Correctable, Op } from '../../contract/op.ts';
import type { Registration } from '../../contract/registration.ts';
import { useCoreLine, useDeskCore } from '../core/desk-core.ts';
import { useStation } from './station.ts';

export interface GuestWork {
  /** Null until the core has told. */
  readonly details: GuestDetails | null;
  readonly failure: Failure | null;
  correct(after: Correctable): Promise<Result<Registration>>;
  note(text: string): Promise<Result<Op>>;
  /** Takes a note or a correction back; admissions go by the desk's own undo. */
  takeBack(op: string): Promise<Result<Op>>;
  /** Says that a walk-in and this guest are two people after all. */
  part(entry: string, other: string): Promise<Result<Op>>;
}

/** All that is known of a guest, as of now, and what a desk may do about it. */
export function useGuest(registration: string): GuestWork {
  const core = useDeskCore();
  const queries = useQueryClient();
  const { generation } = useCoreLine(core);
  const { status } = useStation();
  const { data } = useQuery({
    queryKey: ['guest', registration, generation],
    queryFn: () => core.ask((client, options) => client.guest.details({ registration }, options)),
    gcTime: 0,
  });
  // The status is told after each change, here or at another desk.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new status is the news
  useEffect(() => {
    void queries.invalidateQueries({ queryKey: ['guest', registration] });
  }, [queries, registration, status]);

  async function changing<Value>(ask: Promise<Result<Value>>): Promise<Result<Value>> {
    const answer = await ask;
    for (const key of ['guest', 'arrivals', 'search', 'group'])
      await queries.invalidateQueries({ queryKey: [key] });
    return answer;
  }

  return {
    details: data?.ok ? data.value : null,
    failure: data === undefined || data.ok ? null : data.failure,
    correct: (after) =>
      changing(core.ask((client, options) => client.guest.correct({ registration, after }, options))),
    note: (text) =>
      changing(core.ask((client, options) => client.guest.note({ registration, text }, options))),
    takeBack: (op) => changing(core.ask((client, options) => client.undo({ op }, options))),
    part: (entry, other) =>
      changing(
        core.ask((client, options) => client.settle({ entry, decision: 'somebody-else', other }, options)),
      ),
  };
}
