import { join } from 'node:path';
import pg from 'pg';
import { openForReading } from '../../../src/core/store/database.ts';
import { allOps } from '../../../src/core/store/op-rows.ts';
import { outboxCounts } from '../../../src/core/store/outbox.ts';
import { verifyState } from '../../../src/core/store/verify.ts';

/** What one part of the venue holds, so that two parts can be compared. */
export interface VenueState {
  /** Each op as it was made, by id. */
  readonly ops: readonly unknown[];
  readonly attendance: readonly unknown[];
  /** The list, by id. */
  readonly list: readonly unknown[];
  /** What does not fit the log, or was not sent. */
  readonly faults: readonly unknown[];
}

export function readDesk(folder: string): VenueState {
  const reader = openForReading(join(folder, 'station.sqlite'));
  try {
    const { waiting, parked } = outboxCounts(reader);
    const unsent = waiting + parked === 0 ? [] : [{ waiting, parked }];
    return {
      ops: byId(allOps(reader)),
      attendance: reader.all(
        `SELECT registration, checkpoint, op, station, admitted_at, inside, open_conflicts FROM attendance
         ORDER BY registration, checkpoint`,
      ),
      list: reader
        .all('SELECT listed FROM registration WHERE listed IS NOT NULL ORDER BY id')
        .map((row) => JSON.parse(String(row.listed))),
      faults: [...verifyState(reader).differences, ...unsent],
    };
  } finally {
    reader.close();
  }
}

export async function readServer(databaseUrl: string): Promise<VenueState> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const ops = await client.query('SELECT data FROM op');
    const attendance = await client.query(
      `SELECT registration, checkpoint, op, station, admitted_at, inside, open_conflicts FROM attendance
       ORDER BY registration COLLATE "C", checkpoint COLLATE "C"`,
    );
    const list = await client.query('SELECT data FROM registration ORDER BY id COLLATE "C"');
    return {
      ops: byId(ops.rows.map(({ data }) => data)),
      attendance: attendance.rows.map((row) => ({
        ...row,
        admitted_at: row.admitted_at.toISOString(),
        inside: row.inside ? 1 : 0,
      })),
      list: list.rows.map(({ data }) => data),
      faults: [],
    };
  } finally {
    await client.end();
  }
}

function byId<Op extends { readonly id: string }>(ops: readonly Op[]): Op[] {
  return [...ops].sort((one, other) => (one.id < other.id ? -1 : 1));
}
