import { done, type Result, refused } from '../../contract/failure.ts';
import type { StaffList, StaffMember } from '../../contract/staff.ts';
import type { Reader, Writer } from '../store/database.ts';
import { readSetting, SETTING, writeSetting } from '../store/settings.ts';

/** What a station does until somebody chooses otherwise. */
const LOCK_AFTER_SECONDS = 300;

/** A person of the staff and where they were put on the list. */
export type KnownMember = StaffMember & Pick<StaffList['members'][number], 'origin'>;

/** All who may sign in here, those of the server first; of two with one name the server's counts. */
export function staffMembers(reader: Reader): KnownMember[] {
  const published = readSetting(reader, SETTING.publishedStaff) ?? [];
  const own = ownStaff(reader).filter(({ name }) => published.every((member) => member.name !== name));
  return [
    ...published.map((member) => ({ ...member, origin: 'server' as const })),
    ...own.map((member) => ({ ...member, origin: 'station' as const })),
  ];
}

/** The person by that name; null when there is none. */
export function findMember(reader: Reader, name: string): KnownMember | null {
  return staffMembers(reader).find((member) => member.name === name) ?? null;
}

/**
 * Puts a person on this station's own list. Refused when there is one of that name, and with `manager-needed` when
 * nobody on the list could ever change it.
 */
export function addMember(writer: Writer, member: StaffMember): Result<null> {
  const known = staffMembers(writer);
  if (known.some(({ name }) => name === member.name)) return refused('staff-known', { name: member.name });
  if (!hasManager([...known, member])) return refused('manager-needed');
  writeSetting(writer, SETTING.staff, [...ownStaff(writer), member]);
  return done(null);
}

/** Takes a person off it. Refused for one of the server's list, and for the last manager of others. */
export function removeMember(writer: Writer, name: string): Result<null> {
  const member = findMember(writer, name);
  if (member === null) return refused('staff-unknown', { name });
  if (member.origin === 'server') return refused('staff-of-server', { name });
  const left = staffMembers(writer).filter((other) => other.name !== name);
  if (left.length > 0 && !hasManager(left)) return refused('manager-needed');
  writeSetting(
    writer,
    SETTING.staff,
    ownStaff(writer).filter((other) => other.name !== name),
  );
  return done(null);
}

/** Takes what the server published, in the place of what it published before. */
export function takePublishedStaff(writer: Writer, staff: StaffMember[]): void {
  writeSetting(writer, SETTING.publishedStaff, staff);
}

/** After so many seconds without input a window locks; null: never. */
export function lockAfterSeconds(reader: Reader): number | null {
  const chosen = readSetting(reader, SETTING.lockAfter);
  return chosen === null ? LOCK_AFTER_SECONDS : chosen.seconds;
}

function ownStaff(reader: Reader): StaffMember[] {
  return readSetting(reader, SETTING.staff) ?? [];
}

function hasManager(staff: readonly StaffMember[]): boolean {
  return staff.some(({ role }) => role === 'manager');
}
