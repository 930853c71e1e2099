import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { FoundGuest } from '../../contract/verdict.ts';
import { useCoreLine, useDeskCore } from '../core/desk-core.ts';
import { useStation } from './station.ts';

const LONGEST = 200;

/** The text in the search field, the guests that it finds, and which of them is marked. */
export function useSearch() {
  const core = useDeskCore();
  const { generation } = useCoreLine(core);
  const { status } = useStation();
  const [text, setText] = useState('');
  const [marked, setMarked] = useState(0);
  const wanted = text.trim().slice(0, LONGEST);
  const { data, isPlaceholderData, isFetching } = useQuery({
    queryKey: ['search', wanted, generation, status.arrived, status.registrations],
    queryFn: () => core.ask((client, options) => client.search({ text: wanted }, options)),
    enabled: wanted !== '',
    placeholderData: (previous) => previous,
    gcTime: 0,
  });
  const hits: readonly FoundGuest[] = wanted !== '' && data?.ok ? data.value : [];
  return {
    text,
    setText(next: string) {
      setText(next);
      setMarked(0);
    },
    hits,
    /** False while the guests shown belong to an earlier text: nobody is admitted by a stale line. */
    isCurrent: !isPlaceholderData && !isFetching,
    marked: Math.min(marked, Math.max(0, hits.length - 1)),
    mark: setMarked,
  };
}
