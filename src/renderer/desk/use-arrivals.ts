import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import type { PrintJob } from '../../contract/print.ts';
import type { Arrival } from '../../contract/status.ts';
import type { ScanResult } from '../../contract/verdict.ts';
import { useCoreLine, useDeskCore } from '../core/desk-core.ts';
import { useStation } from './station.ts';

const REFUSED_KEPT = 50;

export interface Arrivals {
  /** The newest first: who was let in, as the core has it, and who this window sent back. */
  readonly lines: readonly Arrival[];
  /** Keeps a scan that let nobody in; the core keeps the others. */
  keepRefused(result: ScanResult): void;
  /** The last badge of a person, as far as this window knows. */
  lastJob(registration: string): PrintJob | null;
}

export function useArrivals(): Arrivals {
  const core = useDeskCore();
  const { generation } = useCoreLine(core);
  const { status, jobs } = useStation();
  const [refused, setRefused] = useState<readonly ScanResult[]>([]);
  const { data } = useQuery({
    queryKey: ['arrivals', generation, status.arrived],
    queryFn: () => core.ask((client, options) => client.recentArrivals(undefined, options)),
    placeholderData: (previous) => previous,
  });
  const lines = useMemo(() => {
    const arrived = data?.ok ? data.value : [];
    const sentBack = refused.map((result): Arrival => ({ result, job: null }));
    return [...arrived, ...sentBack]
      .map((line) => (line.job === null ? line : { ...line, job: jobs.get(line.job.id) ?? line.job }))
      .sort((a, b) => b.result.at.localeCompare(a.result.at));
  }, [data, refused, jobs]);
  const keepRefused = useCallback(
    (result: ScanResult) => setRefused((kept) => [result, ...kept].slice(0, REFUSED_KEPT)),
    [],
  );
  return {
    lines,
    keepRefused,
    lastJob(registration) {
      const known = [...jobs.values(), ...lines.flatMap((line) => line.job ?? [])];
      const own = known.filter((job) => job.registration === registration);
      return own.sort((a, b) => b.requestedAt.localeCompare(a.requestedAt))[0] ?? null;
    },
  };
}
