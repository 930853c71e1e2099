import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Result } from '../../contract/failure.ts';
import type { Op } from '../../contract/op.ts';
import type { Arrival } from '../../contract/status.ts';
import type { ScanResult } from '../../contract/verdict.ts';
import { useCoreLine, useDeskCore } from '../core/desk-core.ts';
import { useStation } from './station.ts';

const OTHERS_KEPT = 50;

export interface Arrivals {
  /**
   * The newest first: who was let in, as the core has it, and who this window sent back or scanned out. A line that did
   * not change is the same object.
   */
  readonly lines: readonly Arrival[];
  /** Keeps a scan that let nobody in; the core keeps the others. */
  keepOther(result: ScanResult): void;
  /** Takes an admission back. */
  undo(op: string): Promise<Result<Op>>;
}

export function useArrivals(): Arrivals {
  const core = useDeskCore();
  const queries = useQueryClient();
  const { generation } = useCoreLine(core);
  const { arrived } = useStation().status;
  const [others, setOthers] = useState<readonly Arrival[]>([]);
  const { data } = useQuery({
    queryKey: ['arrivals', generation],
    queryFn: () => core.ask((client, options) => client.recentArrivals(undefined, options)),
    placeholderData: (previous) => previous,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another guest is the reason to ask
  useEffect(() => {
    void queries.invalidateQueries({ queryKey: ['arrivals'] });
  }, [queries, arrived]);
  const lines = useMemo(
    () => [...(data?.ok ? data.value : []), ...others].sort((a, b) => b.result.at.localeCompare(a.result.at)),
    [data, others],
  );
  const keepOther = useCallback(
    (result: ScanResult) => setOthers((kept) => [{ result, job: null }, ...kept].slice(0, OTHERS_KEPT)),
    [],
  );
  const undo = useCallback(
    async (op: string) => {
      const answer = await core.ask((client, options) => client.undo({ op }, options));
      // The count of guests may stay the same: another admission of the guest counts then.
      await queries.invalidateQueries({ queryKey: ['arrivals'] });
      return answer;
    },
    [core, queries],
  );
  return { lines, keepOther, undo };
}
