import { isDeepStrictEqual } from 'node:util';
import { done, type Result } from '../contract/failure.ts';
import type { StaffMember } from '../contract/staff.ts';
import { hashPin, isPin } from '../node/pin-hash.ts';
import { publishChanges, takeSequences } from './database/change-log.ts';
import type { ServerDatabase } from './database/database.ts';
import { readEvent } from './event.ts';
import { readStaffFile, type WantedStaff } from './staff-file.ts';
import { publishedStaff } from './staff-list.ts';

/** What became of staff that were to be published. */
export interface PublishedStaff {
  readonly staff: readonly StaffMember[];
  /** False when they are as they were published last: nothing was done then. */
  readonly isNew: boolean;
}

/** Publishes the staff of a file for all stations, in the place of those published before; only hashes are kept. */
export async function publishStaff(
  database: ServerDatabase,
  file: string,
  nowMs: number,
): Promise<Result<PublishedStaff>> {
  const wanted = readStaffFile(file);
  if (!wanted.ok) return wanted;
  const event = await readEvent(database);
  const before = await publishedStaff(database, event.id);
  const staff = await hashed(wanted.value, before ?? []);
  if (before !== null && isDeepStrictEqual(staff, before)) return done({ staff, isNew: false });
  await putStaff(database, event.id, staff, new Date(nowMs));
  return done({ staff, isNew: true });
}

/** Whose PIN is still the same keeps the hash: nobody has to sign in again because the server was started again. */
function hashed(wanted: WantedStaff, before: readonly StaffMember[]): Promise<StaffMember[]> {
  return Promise.all(
    wanted.map(async ({ name, role, pin }) => {
      const known = before.find((member) => member.name === name);
      const isSame = known !== undefined && (await isPin(pin, known.pin));
      return { name, role, pin: isSame ? known.pin : await hashPin(pin) };
    }),
  );
}

function putStaff(
  database: ServerDatabase,
  event: string,
  staff: readonly StaffMember[],
  now: Date,
): Promise<void> {
  const row = { staff: JSON.stringify(staff), published_at: now };
  return database.transaction().execute(async (transaction) => {
    await transaction
      .insertInto('staff_list')
      .values({ event, ...row })
      .onConflict((conflict) => conflict.column('event').doUpdateSet(row))
      .execute();
    const lock = await takeSequences(transaction, 1);
    await publishChanges(transaction, lock, [{ kind: 'staff', item: event }]);
  });
}
