import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

const STATEMENTS: readonly string[] = [
  // Ops of protocol 1 get the fields that they lack, as at the stations (core/store/migrations/0002-one-truth.ts).
  'ALTER TABLE op DISABLE TRIGGER op_is_immutable',
  `UPDATE op SET data = data || jsonb_build_object('clock', data->'station', 'offsetMs', NULL)
    WHERE data->'clock' IS NULL`,
  `UPDATE op SET data = jsonb_set(data, '{payload,unlisted}', 'false')
    WHERE data->>'kind' = 'entry' AND data->'payload'->'unlisted' IS NULL`,
  `UPDATE op SET data = jsonb_set(data, '{payload,generation}', '1')
    WHERE data->>'kind' = 'badge-printed' AND data->'payload'->'generation' IS NULL`,
  'ALTER TABLE op ENABLE TRIGGER op_is_immutable',

  // NULL: an op about no guest.
  'ALTER TABLE op ALTER COLUMN registration DROP NOT NULL',
  "CREATE INDEX op_clock_observed ON op (id) WHERE data->>'kind' = 'clock-observed'",

  // By how much a run of a station's clock was wrong: the fold of the clock-observed ops.
  `CREATE TABLE clock_correction (
    station text NOT NULL,
    clock text NOT NULL,
    offset_ms bigint NOT NULL,
    PRIMARY KEY (station, clock)
  )`,

  // What desks say of a guest beside the list; no row when they say nothing.
  `CREATE TABLE desk_word (
    registration text PRIMARY KEY,
    walk_in jsonb, -- contract/registration.ts; NULL for a guest of the list
    correction jsonb NOT NULL -- contract/op.ts, Correctable
  )`,

  // admitted_at is the corrected time from now on.
  'ALTER TABLE attendance ADD COLUMN inside boolean NOT NULL DEFAULT true',
  'ALTER TABLE attendance ADD COLUMN open_conflicts integer NOT NULL DEFAULT 0',
  `UPDATE attendance SET
    open_conflicts = conflicts,
    admitted_at = to_timestamp(substr(op.data->>'hlc', 1, 13)::bigint / 1000.0)
    FROM op WHERE op.id = attendance.op`,
  'ALTER TABLE attendance DROP COLUMN conflicts',

  `UPDATE registration SET data = '{"statusSince": null, "hold": false}'::jsonb || data`,

  'ALTER TABLE change DROP CONSTRAINT change_kind_check',
  `ALTER TABLE change ADD CONSTRAINT change_kind_check CHECK
    (kind IN ('registration', 'registration-removed', 'op', 'station', 'event', 'keys'))`,
];

/** Ops of every kind, corrected times, and what desks put right. */
export const migration0002: Migration = {
  async up(database: Kysely<never>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(database);
  },
};
