import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

const STATEMENTS: readonly string[] = [
  // As at the stations (core/store/migrations/0005-people.ts).
  `CREATE TABLE alias (
    registration text PRIMARY KEY,
    person text NOT NULL CHECK (person <> registration)
  )`,
  'CREATE INDEX alias_person ON alias (person)',
  `CREATE INDEX op_person_decision ON op (id)
    WHERE data->>'kind' = 'conflict-settled' AND data->'payload'->>'other' IS NOT NULL`,

  `CREATE TABLE likeness (
    key text COLLATE "C" NOT NULL,
    registration text NOT NULL,
    PRIMARY KEY (key, registration)
  )`,
  'CREATE INDEX likeness_registration ON likeness (registration)',

  'ALTER TABLE attendance ADD COLUMN place_op text COLLATE "C"',
  'ALTER TABLE attendance ADD COLUMN place_at timestamptz', // corrected
  'ALTER TABLE attendance ADD COLUMN place_settled boolean NOT NULL DEFAULT false',
  'CREATE INDEX attendance_place ON attendance (checkpoint, place_at, place_op) WHERE place_op IS NOT NULL',
  'CREATE INDEX attendance_open ON attendance (registration) WHERE open_conflicts > 0',
  "CREATE INDEX registration_refused ON registration (id) WHERE data->>'status' <> 'confirmed'",

  // Which version of the program folded the log last (fold-anew.ts).
  'ALTER TABLE event ADD COLUMN fold_version integer NOT NULL DEFAULT 0',
];

/** Walk-ins who are somebody else as well, whom a walk-in looks like, and who takes a place at a checkpoint. */
export const migration0004: Migration = {
  async up(database: Kysely<never>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(database);
  },
};
