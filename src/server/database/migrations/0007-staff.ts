import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

const STATEMENTS: readonly string[] = [
  `CREATE TABLE staff_list (
    event text PRIMARY KEY,
    staff jsonb NOT NULL, -- contract/staff.ts: hashes of PINs only
    published_at timestamptz NOT NULL
  )`,
  'ALTER TABLE change DROP CONSTRAINT change_kind_check',
  `ALTER TABLE change ADD CONSTRAINT change_kind_check CHECK
    (kind IN ('registration', 'registration-removed', 'op', 'station', 'event', 'keys', 'layouts', 'staff'))`,
];

/** Who may sign in at all stations. */
export const migration0007: Migration = {
  async up(database: Kysely<never>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(database);
  },
};
