import type { Kysely } from 'kysely';
import { type StaffMember, StaffMembersSchema } from '../contract/staff.ts';
import type { Tables } from './database/tables.ts';

/** The staff of an event as they were published last; null while none were. */
export async function publishedStaff(database: Kysely<Tables>, event: string): Promise<StaffMember[] | null> {
  const row = await database
    .selectFrom('staff_list')
    .select('staff')
    .where('event', '=', event)
    .executeTakeFirst();
  return row === undefined ? null : StaffMembersSchema.parse(row.staff);
}
