import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

const STATEMENTS: readonly string[] = [
  // Every set of badge layouts that was published; the one of the highest version counts.
  `CREATE TABLE layout_set (
    event text NOT NULL,
    version integer NOT NULL,
    layouts jsonb NOT NULL, -- contract/badge-layout.ts
    published_at timestamptz NOT NULL,
    PRIMARY KEY (event, version)
  )`,
  'ALTER TABLE change DROP CONSTRAINT change_kind_check',
  `ALTER TABLE change ADD CONSTRAINT change_kind_check CHECK
    (kind IN ('registration', 'registration-removed', 'op', 'station', 'event', 'keys', 'layouts'))`,
];

/** What the badges of the event look like. */
export const migration0006: Migration = {
  async up(database: Kysely<never>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(database);
  },
};
