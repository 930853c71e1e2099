/**
 * Ops of every kind, corrected times, and a list that desks put right. Ops of protocol 1 get the fields that they
 * lack: the station's id stands for the run of its clock of that time, the offset is unknown. The server's migration
 * does the same, so that both keep equal ops.
 */
export const migration0002 = `
-- '' in op.registration: an op about no guest.
ALTER TABLE op ADD COLUMN kind TEXT GENERATED ALWAYS AS (data ->> '$.kind') VIRTUAL;
CREATE INDEX op_kind ON op (kind);

DROP TRIGGER op_is_not_updated;
UPDATE op SET data = json_set(data, '$.clock', data ->> '$.station', '$.offsetMs', NULL)
  WHERE data ->> '$.clock' IS NULL;
UPDATE op SET data = json_set(data, '$.payload.unlisted', json('false'))
  WHERE kind = 'entry' AND data -> '$.payload.unlisted' IS NULL;
UPDATE op SET data = json_set(data, '$.payload.generation', 1)
  WHERE kind = 'badge-printed' AND data -> '$.payload.generation' IS NULL;
CREATE TRIGGER op_is_not_updated BEFORE UPDATE ON op BEGIN SELECT RAISE(ABORT, 'ops are immutable'); END;

-- By how much a run of a station's clock was wrong: the fold of the clock-observed ops.
CREATE TABLE clock_correction (
  station TEXT NOT NULL,
  clock TEXT NOT NULL,
  offset_ms INTEGER NOT NULL,
  PRIMARY KEY (station, clock)
) STRICT, WITHOUT ROWID;

-- The row of the list; NULL for a walk-in who is on no list. data is that row, or the walk-in, with what desks put right.
ALTER TABLE registration ADD COLUMN listed TEXT;
UPDATE registration SET listed = data;
-- Those who may not come: few, and looked up for each entry in question.
CREATE INDEX registration_refused ON registration (id) WHERE data ->> '$.status' <> 'confirmed';

-- admitted_at is the corrected time from now on.
ALTER TABLE attendance ADD COLUMN inside INTEGER NOT NULL DEFAULT 1 CHECK (inside IN (0, 1));
ALTER TABLE attendance ADD COLUMN open_conflicts INTEGER NOT NULL DEFAULT 0;
UPDATE attendance SET
  open_conflicts = conflicts,
  admitted_at = strftime('%Y-%m-%dT%H:%M:%fZ',
    (SELECT CAST(substr(hlc, 1, 13) AS INTEGER) / 1000.0 FROM op WHERE op.id = attendance.op), 'unixepoch');
ALTER TABLE attendance DROP COLUMN conflicts;
CREATE INDEX attendance_open ON attendance (registration) WHERE open_conflicts > 0;
CREATE INDEX attendance_registration ON attendance (registration);
`;
