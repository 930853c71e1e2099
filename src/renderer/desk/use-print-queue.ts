import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { QueuedBadge } from '../../contract/status.ts';
import { useCoreLine, useDeskCore } from '../core/desk-core.ts';
import { useMovedBadges, useStation } from './station.ts';

/** The badges that are not out yet, those that wait for a person first; asked again whenever some badge moves. */
export function usePrintQueue(): readonly QueuedBadge[] {
  const core = useDeskCore();
  const queries = useQueryClient();
  const { generation } = useCoreLine(core);
  const { status } = useStation();
  const moved = useMovedBadges();
  const { data } = useQuery({
    queryKey: ['print-queue', generation],
    queryFn: () => core.ask((client, options) => client.badge.queue(undefined, options)),
    placeholderData: (previous) => previous,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a badge that moves is the reason to ask
  useEffect(() => {
    void queries.invalidateQueries({ queryKey: ['print-queue'] }, { cancelRefetch: false });
  }, [queries, moved, status.badgesWaiting]);
  return data?.ok ? data.value : [];
}
