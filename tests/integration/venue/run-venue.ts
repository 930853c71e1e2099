/**
 * A venue on real parts: three station processes and two server processes on one PostgreSQL, a line that is cut
 * between, kill -9 at random moments. When it is over and the lines stand, everybody has to agree.
 */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startPostgres } from '../../services/postgres.ts';
import { waitFor } from '../../services/service-process.ts';
import { EVENT, listFile } from '../server/test-server.ts';
import { below, randomFrom } from './random.ts';
import { readDesk, readServer, type VenueState } from './read-state.ts';
import { atStation, enrolDesk, type VenueDesk } from './venue-desk.ts';
import { startVenueServer, type VenueServer } from './venue-server.ts';

const GUESTS = 400;
const DAY_MS = 24 * 3_600_000;

/** How a venue ended: what each part holds, and what was acknowledged. */
export interface VenueOutcome {
  readonly server: VenueState;
  readonly desks: readonly VenueState[];
  readonly acknowledged: readonly string[];
  /** How often each thing was done to it; the names of DISTURBANCES. */
  readonly events: Readonly<Record<string, number>>;
}

export async function runVenue(options: {
  readonly seed: number;
  readonly durationMs: number;
}): Promise<VenueOutcome> {
  const random = randomFrom(options.seed);
  await using ends = new AsyncDisposableStack();
  const postgres = ends.use(await startPostgres());
  const databaseUrl = await postgres.createDatabase();
  const servers = [
    ends.use(await startVenueServer(databaseUrl, ['--event', writeEventOfToday()])),
    ends.use(await startVenueServer(databaseUrl, [])),
  ];
  const [first] = servers;
  if (first === undefined) throw new Error('no server');
  await first.importList(listFile(1, GUESTS));
  const desks: VenueDesk[] = [];
  for (const name of ['East', 'West', 'VIP']) desks.push(ends.use(await enrolDesk(name, first, GUESTS)));
  await Promise.all(desks.map((desk) => desk.start(below(2 ** 31, random))));

  const events = await disturb(options.durationMs, desks, servers, random);

  for (const desk of desks) await desk.kill();
  for (const desk of desks) desk.line.restore();
  // Once round sends everything that waits, once more brings everybody what the others sent.
  for (let round = 0; round < 2; round += 1) for (const desk of desks) await syncDesk(desk);
  return {
    server: await readServer(databaseUrl),
    desks: desks.map(({ folder }) => readDesk(folder)),
    acknowledged: desks.flatMap((desk) => desk.acknowledged()),
    events,
  };
}

/** What is done to a venue. */
interface Disturbance {
  readonly name: string;
  /** How often it comes, against the others. */
  readonly weight: number;
  /** Null: it could not be done now. The promise is kept when what it began is over. */
  disturb(desk: VenueDesk, server: VenueServer, random: () => number): Promise<unknown> | null;
}

export const DISTURBANCES: readonly Disturbance[] = [
  {
    name: 'desk killed',
    weight: 5,
    disturb: (desk, _server, random) => desk.killAndStart(below(2 ** 31, random)),
  },
  { name: 'server killed', weight: 4, disturb: (_desk, server) => server.killAndStart() },
  {
    name: 'line cut within a request',
    weight: 3,
    disturb: async (desk, _server, random) => desk.line.cutAfter(below(20_000, random)),
  },
  { name: 'answers kept back', weight: 2, disturb: async (desk) => desk.line.holdAnswers() },
  {
    name: 'led to another server',
    weight: 2,
    disturb: async (desk, server) => desk.line.connectTo(server.port),
  },
  { name: 'line restored', weight: 2, disturb: async (desk) => desk.line.restore() },
  {
    name: 'list changed',
    weight: 2,
    disturb: (_desk, server, random) => changeList(server, random),
  },
];

/** Does something bad to the venue again and again, for so long: each thing once, then what chance will have. */
async function disturb(
  durationMs: number,
  desks: readonly VenueDesk[],
  servers: readonly VenueServer[],
  random: () => number,
): Promise<Record<string, number>> {
  const untilMs = performance.now() + durationMs;
  const events: Record<string, number> = {};
  const underWay: Promise<unknown>[] = [];
  const lots = DISTURBANCES.flatMap((disturbance) =>
    Array.from({ length: disturbance.weight }, () => disturbance),
  );
  const first = [...DISTURBANCES];
  while (performance.now() < untilMs) {
    await pause(200 + below(1_300, random));
    const { name, disturb } = first.pop() ?? one(lots, random);
    const begun = disturb(one(desks, random), one(servers, random), random);
    if (begun === null) continue;
    underWay.push(begun);
    events[name] = (events[name] ?? 0) + 1;
  }
  await Promise.all(underWay);
  return events;
}

/** Some of the list is cancelled while guests are let in; a server that is just dead hears of it next time. */
async function changeList(server: VenueServer, random: () => number): Promise<void> {
  const from = 1 + below(GUESTS - 20, random);
  const file = listFile(from, from + 20, (line) => `${line},${random() < 0.5 ? 'cancelled' : 'confirmed'}`);
  await server.importList(withStatus(file)).catch(() => null);
}

function withStatus(file: { readonly name: string; readonly bytes: Uint8Array }) {
  const text = new TextDecoder().decode(file.bytes).replace('category\n', 'category,status\n');
  return { name: file.name, bytes: new TextEncoder().encode(text) };
}

/** A kept connection to a server that was killed since may fail once: a desk tries again, too. */
async function syncDesk({ folder }: VenueDesk): Promise<void> {
  await atStation(folder, (station) =>
    waitFor('the desk syncs now that the line stands', async () => (await station.sync()).ok),
  );
}

function one<Item>(items: readonly Item[], random: () => number): Item {
  const item = items[below(items.length, random)];
  if (item === undefined) throw new Error('nothing to choose from');
  return item;
}

/** The conference, moved to the days around today: the processes have no clock but the computer's. */
function writeEventOfToday(): string {
  const day = (offset: number) => new Date(Date.now() + offset * DAY_MS).toISOString().slice(0, 10);
  const file = join(mkdtempSync(join(tmpdir(), 'yanqi-venue-event-')), 'event.json');
  writeFileSync(file, JSON.stringify({ ...EVENT, firstDay: day(-1), lastDay: day(2) }));
  return file;
}
