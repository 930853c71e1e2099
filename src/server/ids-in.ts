import { sql } from 'kysely';

/** Texts as the rows of a sub-query: any number of them is one parameter. */
export function idsIn(ids: readonly string[]) {
  return sql`SELECT jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)`;
}
