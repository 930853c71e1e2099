/** The list, the log, what the log folds to, what waits to be sent, the print ledger and the station's settings. */
export const migration0001 = `
CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE registration (
  id TEXT PRIMARY KEY,
  code TEXT UNIQUE, -- NULL while another registration was given the code and this one's own change is still to come
  data TEXT NOT NULL -- JSON, contract/registration.ts
) STRICT;

-- Words under which a person is found, folded (search/): a prefix of one of them matches.
CREATE TABLE search_word (
  word TEXT NOT NULL,
  registration TEXT NOT NULL REFERENCES registration (id) ON DELETE CASCADE,
  PRIMARY KEY (word, registration)
) STRICT, WITHOUT ROWID;
CREATE INDEX search_word_registration ON search_word (registration);

CREATE TABLE peer (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE op (
  id TEXT PRIMARY KEY,
  hlc TEXT NOT NULL,
  registration TEXT NOT NULL,
  data TEXT NOT NULL -- JSON, contract/op.ts
) STRICT;
CREATE INDEX op_registration ON op (registration);
CREATE INDEX op_hlc ON op (hlc);
CREATE TRIGGER op_is_not_updated BEFORE UPDATE ON op BEGIN SELECT RAISE(ABORT, 'ops are immutable'); END;
CREATE TRIGGER op_is_not_deleted BEFORE DELETE ON op BEGIN SELECT RAISE(ABORT, 'ops are immutable'); END;

-- Own ops that the server has not accepted yet; parked ones carry the reason.
CREATE TABLE outbox (
  op TEXT PRIMARY KEY REFERENCES op (id),
  made_at_ms INTEGER NOT NULL,
  parked_reason TEXT
) STRICT, WITHOUT ROWID;

-- The fold of the entries, kept for counts: one row for each guest admitted at a checkpoint.
CREATE TABLE attendance (
  checkpoint TEXT NOT NULL,
  registration TEXT NOT NULL,
  op TEXT NOT NULL REFERENCES op (id),
  station TEXT NOT NULL,
  admitted_at TEXT NOT NULL, -- ISO 8601, UTC
  conflicts INTEGER NOT NULL,
  PRIMARY KEY (checkpoint, registration)
) STRICT, WITHOUT ROWID;
CREATE INDEX attendance_station ON attendance (checkpoint, station);

-- Badges on their way to paper (print/print-table.ts).
CREATE TABLE print_job (
  position INTEGER PRIMARY KEY, -- the order in which badges were asked for
  id TEXT NOT NULL UNIQUE,
  registration TEXT NOT NULL,
  printer TEXT NOT NULL,
  step TEXT NOT NULL CHECK (step IN ('queued', 'rendered', 'reserved', 'sending', 'spooled', 'printed', 'cancelled')),
  trouble TEXT, -- why the job does not go on from its step: it shows as stuck
  cancel_asked INTEGER NOT NULL DEFAULT 0 CHECK (cancel_asked IN (0, 1)),
  reference TEXT, -- what the print system calls the job, known before it gets the document
  pdf BLOB, -- from rendered until spooled
  requested_at TEXT NOT NULL, -- ISO 8601, UTC
  changed_at TEXT NOT NULL, -- ISO 8601, UTC
  CHECK (trouble IS NULL OR step NOT IN ('printed', 'cancelled'))
) STRICT;
CREATE INDEX print_job_registration ON print_job (registration);
CREATE INDEX print_job_open ON print_job (position) WHERE step NOT IN ('printed', 'cancelled');
`;
