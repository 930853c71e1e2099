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
  /** How often each thing was done to it. */
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

/** Does something bad to the venue again and again, for so long. */
async function disturb(
  durationMs: number,
  desks: readonly VenueDesk[],
  servers: readonly VenueServer[],
  random: () => number,
): Promise<Record<string, number>> {
  const untilMs = performance.now() + durationMs;
  const events: Record<string, number> = {};
  const underWay: Promise<unknown>[] = [];
  while (performance.now() < untilMs) {
    await pause(200 + below(1_300, random));
    const desk = one(desks, random);
    const server = one(servers, random);
    const choice = random();
    const name = disturbOnce(choice, desk, server, random, underWay);
    events[name] = (events[name] ?? 0) + 1;
  }
  await Promise.all(underWay);
  return events;
}

function disturbOnce(
  choice: number,
  desk: VenueDesk,
  server: VenueServer,
  random: () => number,
  underWay: Promise<unknown>[],
): string {
  if (choice < 0.25) {
    underWay.push(desk.killAndStart(below(2 ** 31, random)));
    return 'desk killed';
  }
  if (choice < 0.45) {
    underWay.push(server.killAndStart());
    return 'server killed';
  }
  if (choice < 0.6) {
    desk.line.cutAfter(below(20_000, random));
    return 'line cut within a request';
  }
  if (choice < 0.7) {
    desk.line.holdAnswers();
    return 'answers kept back';
  }
  if (choice < 0.8) {
    desk.line.connectTo(server.port);
    return 'led to another server';
  }
  if (choice < 0.9) {
    desk.line.restore();
    return 'line restored';
  }
  // Some of the list is cancelled while guests are let in; a server that is just dead hears of it next time.
  const from = 1 + below(GUESTS - 20, random);
  const file = listFile(from, from + 20, (line) => `${line},${random() < 0.5 ? 'cancelled' : 'confirmed'}`);
  underWay.push(server.importList(withStatus(file)).catch(() => null));
  return 'list changed';
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
