/** Walk-ins who are somebody else as well, whom a walk-in looks like, and who takes a place at a checkpoint. */
export const migration0005 = `
-- The person to whom another id belongs: the fold of what was decided about walk-ins (checkin/people.ts).
CREATE TABLE alias (
  registration TEXT PRIMARY KEY,
  person TEXT NOT NULL CHECK (person <> registration)
) STRICT, WITHOUT ROWID;
CREATE INDEX alias_person ON alias (person);
CREATE INDEX op_person_decision ON op (kind)
  WHERE kind = 'conflict-settled' AND data ->> '$.payload.other' IS NOT NULL;

-- What people who may be the same have in common (checkin/likeness.ts); none of an alias.
CREATE TABLE likeness (
  key TEXT NOT NULL,
  registration TEXT NOT NULL REFERENCES registration (id) ON DELETE CASCADE,
  PRIMARY KEY (key, registration)
) STRICT, WITHOUT ROWID;
CREATE INDEX likeness_registration ON likeness (registration);
CREATE INDEX registration_walk_in ON registration (id) WHERE listed IS NULL;

-- The entry by which a guest takes a place (checkin/attendance.ts).
ALTER TABLE attendance ADD COLUMN place_op TEXT;
ALTER TABLE attendance ADD COLUMN place_at TEXT; -- corrected, ISO 8601, UTC
ALTER TABLE attendance ADD COLUMN place_settled INTEGER NOT NULL DEFAULT 0 CHECK (place_settled IN (0, 1));
CREATE INDEX attendance_place ON attendance (checkpoint, place_at, place_op) WHERE place_op IS NOT NULL;

-- open_conflicts counts entries of a clock far off, too: no second rule in SQL.
DROP INDEX op_skewed;
`;
