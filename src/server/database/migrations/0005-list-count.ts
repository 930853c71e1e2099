import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

const STATEMENTS: readonly string[] = [
  // Every sync round says how long the list is. To count 100,000 rows takes longer than all the rest of a round.
  'ALTER TABLE event ADD COLUMN listed integer NOT NULL DEFAULT 0',
  'UPDATE event SET listed = (SELECT count(*) FROM registration)',
];

/** How many are on the list, kept beside the end of the log. */
export const migration0005: Migration = {
  async up(database: Kysely<never>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(database);
  },
};
