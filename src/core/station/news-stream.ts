import type { StationNews } from '../../contract/status.ts';
import type { Station } from './station.ts';

/** Each is the whole of it: only the newest counts. */
const STATES: ReadonlySet<StationNews['kind']> = new Set(['status', 'waiting-guests', 'to-settle']);

/**
 * The status, who waits to be met and what is to settle at once, then the news as they happen, until `signal` aborts. To a slow reader
 * only the newest of each of these is given.
 */
export async function* newsStream(
  station: Pick<Station, 'status' | 'waitingGuests' | 'toSettle' | 'subscribe'>,
  signal: AbortSignal | undefined,
): AsyncGenerator<StationNews, void> {
  let waiting: StationNews[] = [
    { kind: 'status', status: station.status() },
    { kind: 'waiting-guests', waiting: station.waitingGuests() },
    { kind: 'to-settle', toSettle: station.toSettle() },
  ];
  let wake = () => {};
  const unsubscribe = station.subscribe((news) => {
    if (STATES.has(news.kind)) waiting = waiting.filter(({ kind }) => kind !== news.kind);
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
