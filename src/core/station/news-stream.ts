import type { StationNews } from '../../contract/status.ts';
import type { Station } from './station.ts';

/**
 * The status and what is to settle at once, then the news as they happen, until `signal` aborts. To a slow reader
 * only the newest status and the newest of what is to settle are given.
 */
export async function* newsStream(
  station: Pick<Station, 'status' | 'toSettle' | 'subscribe'>,
  signal: AbortSignal | undefined,
): AsyncGenerator<StationNews, void> {
  let waiting: StationNews[] = [
    { kind: 'status', status: station.status() },
    { kind: 'to-settle', toSettle: station.toSettle() },
  ];
  let wake = () => {};
  const unsubscribe = station.subscribe((news) => {
    if (news.kind === 'status' || news.kind === 'to-settle')
      waiting = waiting.filter(({ kind }) => kind !== news.kind);
    waiting.push(news);
    wake();
  });
  const onAbort = () => wake();
  signal?.addEventListener('abort', onAbort);
  try {
    while (!signal?.aborted) {
      const next = waiting.shift();
      if (next !== undefined) yield next;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  } finally {
    unsubscribe();
    signal?.removeEventListener('abort', onAbort);
  }
}
