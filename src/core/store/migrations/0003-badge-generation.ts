/** Which generation of a guest's badge a job prints: one more with each reprint. Until now all were the first. */
export const migration0003 = `
ALTER TABLE print_job ADD COLUMN generation INTEGER NOT NULL DEFAULT 1 CHECK (generation BETWEEN 1 AND 65535);
`;
