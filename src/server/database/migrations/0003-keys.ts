import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

const STATEMENTS: readonly string[] = [
  // The key that signs tickets and the list of stations' keys. It lies here, not in a data folder: all servers of one
  // database have to sign with the same key, and a server that was put back from a dump has to know its own tickets.
  // So a dump of the database is as secret as the key. An event that comes back finds its key again.
  `CREATE TABLE event_key (
    event text PRIMARY KEY,
    public_key text NOT NULL, -- 32 bytes, base64url
    private_key text NOT NULL -- 32 bytes, base64url
  )`,

  // Every key that a station enrolled with. A revoked one stays: what it signed before counts.
  `CREATE TABLE station_key (
    station text NOT NULL REFERENCES station (id),
    public_key text NOT NULL,
    enrolled_at timestamptz NOT NULL,
    revoked_at timestamptz,
    PRIMARY KEY (station, public_key)
  )`,

  // The list as it was signed last (contract/key.ts).
  `CREATE TABLE key_list (
    event text PRIMARY KEY,
    version integer NOT NULL,
    keys text NOT NULL,
    signature text NOT NULL
  )`,
];

/** The keys of event and stations, and the signed list of the latter. */
export const migration0003: Migration = {
  async up(database: Kysely<never>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(database);
  },
};
