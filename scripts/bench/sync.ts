/** Sync rounds of stations with a server process on PostgreSQL that has 10,000 registrations. */
import { setTimeout as pause } from 'node:timers/promises';
import { OPS_PER_ROUND } from '../../src/contract/sync.ts';
import { hasOp } from '../../src/core/store/op-rows.ts';
import { startSyncLoop } from '../../src/core/sync/sync-loop.ts';
import type { SyncStation } from '../../tests/integration/sync/sync-station.ts';
import { type Figure, median } from '../bench-figure.ts';
import { startBenchVenue } from '../bench-venue.ts';

const GUESTS = 10_000;
const BATCHES = 5;
const SINGLES = 100;

export const name = 'sync';
export const describe = 'what a desk made while it was cut off, and how soon other desks know';

export async function run(): Promise<readonly Figure[]> {
  await using venue = await startBenchVenue(GUESTS);
  const [desk, other] = [await venue.enrolStation('Desk'), await venue.enrolStation('Other desk')];
  for (const station of [desk, other]) await syncAll(station);

  const batches = await repeat(BATCHES, (batch) =>
    timeRound(desk, guestsFrom(batch * OPS_PER_ROUND, OPS_PER_ROUND)),
  );
  const singles = await repeat(SINGLES, (place) => timeRound(desk, guestsFrom(5_000 + place, 1)));
  const idle = await repeat(SINGLES, () => timeRound(desk, []));
  const plain = await repeat(SINGLES, () => timePlainRequest(venue.url));
  await syncAll(other);
  const news = await timeNews(desk, other);
  const plainRequest = { what: 'the answer of the same server that it is well', value: median(plain) };
  return [
    {
      what: `a round with ${OPS_PER_ROUND} check-ins`,
      value: median(batches),
      unit: 'ms',
      against: { what: 'as many rounds with one each', value: median(singles) * OPS_PER_ROUND },
    },
    { what: 'a round with one check-in', value: median(singles), unit: 'ms', against: plainRequest },
    { what: 'a round with nothing new', value: median(idle), unit: 'ms', against: plainRequest },
    {
      what: 'from a check-in at one desk until another knows, the middle one',
      value: median(news),
      unit: 'ms',
    },
    { what: 'the slowest of them', value: Math.max(...news), unit: 'ms' },
  ];
}

/** How long it takes until the server has check-ins that were made before. */
async function timeRound(station: SyncStation, guests: readonly string[]): Promise<number> {
  for (const guest of guests) station.admit(guest);
  const startedMs = performance.now();
  const { rounds, sent } = await syncAll(station);
  if (sent !== guests.length) throw new Error(`${sent} of ${guests.length} were sent in ${rounds} rounds`);
  return performance.now() - startedMs;
}

async function syncAll(station: SyncStation) {
  const synced = await station.sync();
  if (!synced.ok) throw new Error(synced.failure.code);
  return synced.value;
}

async function timePlainRequest(url: string): Promise<number> {
  const startedMs = performance.now();
  const response = await fetch(`${url}/healthz`);
  await response.text();
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
  return performance.now() - startedMs;
}

/** Both desks sync in the background, as at the venue. */
async function timeNews(desk: SyncStation, other: SyncStation): Promise<number[]> {
  const options = { onChange: () => undefined, random: Math.random };
  const loops = [desk, other].map(({ parts }) => startSyncLoop(parts, options));
  try {
    await pause(1_000); // both have their line for news
    return await repeat(SINGLES, async (place) => {
      const startedMs = performance.now();
      const { id } = desk.admit(`G${8_000 + place}`);
      loops[0]?.wake();
      while (!hasOp(other.parts.database, id)) await pause(1);
      return performance.now() - startedMs;
    });
  } finally {
    await Promise.all(loops.map((loop) => loop.close()));
  }
}

function guestsFrom(first: number, count: number): string[] {
  return Array.from({ length: count }, (_, place) => `G${1 + first + place}`);
}

async function repeat(times: number, work: (place: number) => Promise<number>): Promise<number[]> {
  const results: number[] = [];
  for (let place = 0; place < times; place += 1) results.push(await work(place));
  return results;
}
