/**
 * The print ledger knows more of a badge (what for, how urgent, which printer and why there, what it lacks), test
 * badges of nobody, and badges that a reprint replaced; and it keeps each step with its time.
 */
export const migration0006 = `
ALTER TABLE print_job RENAME TO print_job_before;

CREATE TABLE print_job (
  position INTEGER PRIMARY KEY, -- the order in which badges were asked for
  id TEXT NOT NULL UNIQUE,
  registration TEXT, -- NULL: a test badge
  generation INTEGER NOT NULL CHECK (generation BETWEEN 1 AND 65535), -- of the badge: one more with each reprint
  why TEXT NOT NULL CHECK (why IN ('first', 'reprint', 'batch', 'test')),
  reprint_reason TEXT,
  priority INTEGER NOT NULL CHECK (priority IN (0, 1)), -- 0: somebody stands there and waits, 1: a batch
  printer TEXT NOT NULL,
  chosen INTEGER NOT NULL CHECK (chosen IN (0, 1)), -- 1: a person chose the printer, and the settings do not move it
  moved_from TEXT, -- the printer before this one
  step TEXT NOT NULL CHECK (step IN
    ('queued', 'rendered', 'reserved', 'sending', 'spooled', 'printed', 'cancelled', 'superseded')),
  trouble TEXT, -- why the job does not go on from its step: it shows as stuck
  wish TEXT CHECK (wish IN ('cancel', 'supersede', 'move')), -- what shall become of it, once its queue gave it back
  move_to TEXT,
  anyway INTEGER NOT NULL DEFAULT 0 CHECK (anyway IN (0, 1)), -- 1: print it though characters cannot be drawn
  reference TEXT, -- what the print system calls the job, known before it gets the document
  begun TEXT, -- when the print system says that it began to print: a second time may be a second badge
  pdf BLOB, -- from rendered until spooled
  layout TEXT,
  undrawn TEXT NOT NULL DEFAULT '[]', -- JSON, contract/print.ts
  requested_at TEXT NOT NULL, -- ISO 8601, UTC
  changed_at TEXT NOT NULL, -- ISO 8601, UTC
  CHECK ((registration IS NULL) = (why = 'test')),
  CHECK ((reprint_reason IS NULL) = (why <> 'reprint')),
  CHECK ((move_to IS NULL) = (wish IS NOT 'move')),
  CHECK (trouble IS NULL OR step NOT IN ('printed', 'cancelled', 'superseded'))
) STRICT;

INSERT INTO print_job (position, id, registration, generation, why, reprint_reason, priority, printer, chosen, step,
  trouble, wish, reference, pdf, requested_at, changed_at)
SELECT position, id, registration, generation, iif(generation = 1, 'first', 'reprint'),
  iif(generation = 1, NULL, 'reprinted'), 0, printer, 0, step,
  trouble, iif(cancel_asked = 1 AND step NOT IN ('printed', 'cancelled'), 'cancel', NULL), reference, pdf,
  requested_at, changed_at
FROM print_job_before;
DROP TABLE print_job_before;

CREATE INDEX print_job_registration ON print_job (registration);
CREATE INDEX print_job_open ON print_job (printer, position)
  WHERE step NOT IN ('printed', 'cancelled', 'superseded');

-- What happened to each badge. Of those of before only the beginning and the end are known.
CREATE TABLE print_step (
  position INTEGER PRIMARY KEY,
  job TEXT NOT NULL REFERENCES print_job (id),
  at TEXT NOT NULL, -- ISO 8601, UTC
  step TEXT NOT NULL,
  trouble TEXT,
  printer TEXT NOT NULL
) STRICT;
INSERT INTO print_step (job, at, step, printer)
SELECT id, requested_at, 'queued', printer FROM print_job ORDER BY position;
INSERT INTO print_step (job, at, step, trouble, printer)
SELECT id, changed_at, step, trouble, printer FROM print_job
WHERE step <> 'queued' OR trouble IS NOT NULL ORDER BY changed_at, position;
CREATE INDEX print_step_job ON print_step (job);

CREATE TRIGGER print_job_is_kept AFTER INSERT ON print_job BEGIN
  INSERT INTO print_step (job, at, step, trouble, printer)
  VALUES (NEW.id, NEW.changed_at, NEW.step, NEW.trouble, NEW.printer);
END;
CREATE TRIGGER print_job_step_is_kept AFTER UPDATE ON print_job
WHEN NEW.step <> OLD.step OR NEW.trouble IS NOT OLD.trouble OR NEW.printer <> OLD.printer BEGIN
  INSERT INTO print_step (job, at, step, trouble, printer)
  VALUES (NEW.id, NEW.changed_at, NEW.step, NEW.trouble, NEW.printer);
END;
CREATE TRIGGER print_step_is_not_updated BEFORE UPDATE ON print_step
BEGIN SELECT RAISE(ABORT, 'the history of a badge is immutable'); END;
CREATE TRIGGER print_step_is_not_deleted BEFORE DELETE ON print_step
BEGIN SELECT RAISE(ABORT, 'the history of a badge is immutable'); END;
`;
