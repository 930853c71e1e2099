/** The delegations are counted without reading a hundred thousand guests, while scans wait for the answer. */
export const migration0011 = `
-- With the id, so that whoever is somebody else is left out without a look at the table.
CREATE INDEX registration_organization ON registration (data ->> '$.organization', id);
`;
