/** Who asked for each badge: the log names them when it comes out. */
export const migration0009 = `
ALTER TABLE print_job ADD COLUMN actor TEXT; -- NULL: asked for before this was kept
ALTER TABLE batch ADD COLUMN actor TEXT; -- NULL: asked for before this was kept
`;
