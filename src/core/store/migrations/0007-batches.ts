/** Badges that are printed in batches: each guest of a batch is a row until and after their badge is in the ledger. */
export const migration0007 = `
CREATE TABLE batch (
  position INTEGER PRIMARY KEY, -- the order in which batches were asked for
  id TEXT NOT NULL UNIQUE,
  guests TEXT NOT NULL, -- JSON, contract/batch.ts
  sorting TEXT NOT NULL CHECK (sorting IN ('name', 'list')),
  again TEXT, -- the reason of reprints; NULL: who has a badge is left out
  state TEXT NOT NULL CHECK (state IN ('running', 'paused', 'done', 'cancelled')),
  unknown_count INTEGER NOT NULL,
  unknown TEXT NOT NULL, -- JSON, contract/batch.ts
  requested_at TEXT NOT NULL, -- ISO 8601, UTC
  changed_at TEXT NOT NULL -- ISO 8601, UTC
) STRICT;

CREATE TABLE batch_badge (
  batch TEXT NOT NULL REFERENCES batch (id),
  position INTEGER NOT NULL, -- the order in which they come out
  registration TEXT NOT NULL,
  replaces INTEGER NOT NULL, -- the generation of the guest's badge when the batch was asked for; 0: none
  job TEXT REFERENCES print_job (id), -- NULL: not in the ledger yet
  left_out TEXT CHECK (left_out IN ('printed', 'not-confirmed')), -- why no badge is made
  CHECK (job IS NULL OR left_out IS NULL),
  PRIMARY KEY (batch, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX batch_badge_waiting ON batch_badge (batch, position) WHERE job IS NULL AND left_out IS NULL;
`;
