/** Finds the ops that were stamped before anybody knew how wrong the clock was, and those of a clock far off. */
export const migration0004 = `
CREATE INDEX op_uncorrected ON op (data ->> '$.station', data ->> '$.clock')
  WHERE data ->> '$.offsetMs' IS NULL;
CREATE INDEX op_skewed ON op (registration)
  WHERE data ->> '$.kind' = 'entry' AND abs(data ->> '$.offsetMs') > 43200000;
`;
