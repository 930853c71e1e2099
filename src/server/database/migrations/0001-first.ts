import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

const STATEMENTS: readonly string[] = [
  `CREATE TABLE event (
    id text PRIMARY KEY,
    data jsonb NOT NULL, -- contract/event.ts
    last_sequence bigint NOT NULL DEFAULT 0 -- see change-log.ts
  )`,

  // Stations give a code to the guest who was given it last, in the order of the log (core/store/registrations.ts).
  `CREATE TABLE registration (
    id text PRIMARY KEY,
    data jsonb NOT NULL -- contract/registration.ts
  )`,

  `CREATE TABLE station (
    id text PRIMARY KEY,
    name text NOT NULL,
    role text NOT NULL,
    token_hash text NOT NULL UNIQUE, -- SHA-256, hexadecimal
    enrolled_at timestamptz NOT NULL,
    revoked_at timestamptz
  )`,

  `CREATE TABLE enrolment_code (
    hash text PRIMARY KEY, -- SHA-256, hexadecimal
    name text NOT NULL,
    role text NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz
  )`,

  `CREATE TABLE op (
    id text PRIMARY KEY,
    station text NOT NULL,
    registration text NOT NULL, -- perhaps not on the list yet
    data jsonb NOT NULL, -- contract/op.ts
    received_at timestamptz NOT NULL DEFAULT now()
  )`,
  'CREATE INDEX op_registration ON op (registration)',
  `CREATE FUNCTION refuse_op_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'ops are immutable'; END $$`,
  `CREATE TRIGGER op_is_immutable BEFORE UPDATE OR DELETE ON op
    FOR EACH ROW EXECUTE FUNCTION refuse_op_change()`,

  // The fold of the entries: one row for each guest admitted at a checkpoint.
  `CREATE TABLE attendance (
    checkpoint text NOT NULL,
    registration text NOT NULL,
    op text NOT NULL REFERENCES op (id),
    station text NOT NULL,
    admitted_at timestamptz NOT NULL,
    conflicts integer NOT NULL,
    PRIMARY KEY (registration, checkpoint)
  )`,
  'CREATE INDEX attendance_admitted_at ON attendance (admitted_at)',

  // What changed last, and in which order: one row for each thing, moved to the end when it changes again.
  `CREATE TABLE change (
    kind text NOT NULL CHECK (kind IN ('registration', 'op', 'station', 'event')),
    item text NOT NULL,
    sequence bigint NOT NULL UNIQUE,
    PRIMARY KEY (kind, item)
  )`,
];

/** The event, the list, the stations, the log, what the log folds to, and the order in which stations hear of it. */
export const migration0001: Migration = {
  async up(database: Kysely<never>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(database);
  },
};
