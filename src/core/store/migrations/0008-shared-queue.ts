/** Several printers may share one queue of badges; and a printer may go off with a badge in it. */
export const migration0008 = `
ALTER TABLE print_job ADD COLUMN shared INTEGER NOT NULL DEFAULT 0 CHECK (shared IN (0, 1));
  -- 1: until it is sent, any of the printers that share a queue may take it; printer is where it is counted meanwhile
ALTER TABLE print_job ADD COLUMN was_away INTEGER NOT NULL DEFAULT 0 CHECK (was_away IN (0, 1));
  -- 1: its printer could not be reached while it may have had the badge
`;
