import { type Kysely, sql } from 'kysely';
import { pino } from 'pino';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Change } from '../../../src/contract/sync.ts';
import { publishChanges, readChanges, takeSequences } from '../../../src/server/database/change-log.ts';
import { openDatabase, type ServerDatabase } from '../../../src/server/database/database.ts';
import type { Tables } from '../../../src/server/database/tables.ts';
import { putEvent } from '../../../src/server/event.ts';
import { takeOps } from '../../../src/server/take-ops.ts';
import { type Postgres, startPostgres } from '../../services/postgres.ts';
import { waitFor } from '../../services/service-process.ts';
import { EVENT, entry } from './test-server.ts';

describe('the change log on PostgreSQL', () => {
  let postgres: Postgres;
  let database: ServerDatabase;
  beforeAll(async () => {
    postgres = await startPostgres();
    const source = { kind: 'postgres', url: await postgres.createDatabase() } as const;
    ({ database } = await openDatabase(source, pino({ level: 'silent' })));
    await putEvent(database, EVENT);
  });
  afterAll(async () => {
    await database.destroy();
    await postgres.stop();
  });

  it('shows no change while one with a lower number is not committed', async () => {
    const start = (await readChanges(database, '0', 1000)).cursor;
    const slow = await publishAndHold(database, 'slow');
    const quick = publishAndHold(database, 'quick').then((held) => held.commit());
    await waitFor('the quick one waits for the lock or was committed', async () => {
      const page = await readChanges(database, start, 1000);
      return page.changes.length > 0 || (await waitingForLocks(database)) > 0;
    });
    const early = await readChanges(database, start, 1000);

    await slow.commit();
    await quick;
    const late = await readChanges(database, early.cursor, 1000);
    expect(stationsOf([...early.changes, ...late.changes])).toEqual(['slow', 'quick']);
  });

  it('lets a reader that follows its cursor miss nothing that many writers publish at once', async () => {
    const WRITERS = 6;
    const ROUNDS = 12;
    const start = (await readChanges(database, '0', 1000)).cursor;
    const sent = new Set<string>();
    const writing = Promise.all(
      Array.from({ length: WRITERS }, async () => {
        const station = newId();
        for (let round = 0; round < ROUNDS; round += 1) {
          // Few guests, so that the writers meet at the same ones; batches of uneven length commit out of step.
          const size = 1 + ((round * 7) % 40);
          const ops = Array.from({ length: size }, (_, place) => entry(station, `G${(round + place) % 60}`));
          for (const op of ops) sent.add(op.id);
          const results = await takeOps(database, station, ops);
          expect(new Set(results.map(({ result }) => result))).toEqual(new Set(['accepted']));
        }
      }),
    );
    const seen: string[] = [];
    let cursor = start;
    async function readOn(): Promise<number> {
      const page = await readChanges(database, cursor, 50);
      cursor = page.cursor;
      seen.push(...page.changes.flatMap((change) => (change.kind === 'op' ? [change.op.id] : [])));
      return page.changes.length;
    }
    let ended = false;
    const ending = writing.finally(() => {
      ended = true;
    });
    while (!ended) await readOn();
    await ending;
    while ((await readOn()) > 0);

    expect(new Set(seen)).toEqual(sent);
    expect(seen).toHaveLength(sent.size);
    expect(await disagreements(database)).toBe(0);
  }, 60_000);
});

/** Publishes a station of that name and holds the transaction open until `commit`. */
async function publishAndHold(database: ServerDatabase, name: string) {
  const transaction = await database.startTransaction().execute();
  const id = newId();
  await transaction
    .insertInto('station')
    .values({ id, name, role: 'desk', token_hash: id, enrolled_at: new Date(), revoked_at: null })
    .execute();
  const lock = await takeSequences(transaction, 1);
  await publishChanges(transaction, lock, [{ kind: 'station', item: id }]);
  return { commit: () => transaction.commit().execute() };
}

async function waitingForLocks(database: Kysely<Tables>): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::integer AS count FROM pg_locks WHERE NOT granted`.execute(database);
  return rows[0]?.count ?? 0;
}

function stationsOf(changes: readonly Change[]): string[] {
  return changes.flatMap((change) => (change.kind === 'station' ? [change.station.name] : []));
}

/** Guests whose kept attendance is not what all their ops say: the earliest admits, the others conflict. */
async function disagreements(database: Kysely<Tables>): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::integer AS count FROM (
      SELECT registration, (array_agg(id ORDER BY data->>'hlc', id))[1] AS first, count(*) - 1 AS conflicts
      FROM op GROUP BY registration
    ) AS folded
    FULL JOIN attendance USING (registration)
    WHERE attendance.op IS DISTINCT FROM folded.first
      OR attendance.open_conflicts IS DISTINCT FROM folded.conflicts`.execute(database);
  return rows[0]?.count ?? -1;
}
