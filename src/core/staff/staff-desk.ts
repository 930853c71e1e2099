import { done, type Result, refused } from '../../contract/failure.ts';
import type { StaffList, StaffRole } from '../../contract/staff.ts';
import { hashPin, isPin } from '../../node/pin-hash.ts';
import type { StationDatabase } from '../store/database.ts';
import { readSetting, SETTING } from '../store/settings.ts';
import { tryPin } from './pin-tries.ts';
import { type Presence, presences } from './presences.ts';
import {
  addMember,
  findMember,
  type KnownMember,
  lockAfterSeconds,
  removeMember,
  staffMembers,
} from './staff-members.ts';

/** Nobody is called so: a name is not blank. */
const KIOSK = '';
/** How long the desk window that comes in the place of a kiosk may take. */
const WINDOW_COMES_WITHIN_MS = 60_000;

/** The staff of a station: who they are, and who is there. */
export interface StaffDesk {
  list(): StaffList;
  /** Puts a person on this station's own list. */
  add(name: string, role: StaffRole, pin: string): Promise<Result<StaffList>>;
  remove(name: string): Result<StaffList>;
  member(name: string): KnownMember | null;
  members(): KnownMember[];
  /** The person, when that is their PIN. */
  check(name: string, pin: string): Promise<Result<KnownMember>>;
  /**
   * Makes a kiosk a desk by the PIN of anybody of desk or manager. The desk window that comes then finds them signed
   * in, unless several people have that PIN.
   */
  leaveKiosk(pin: string): Promise<Result<null>>;
  /** Whom the window that opens now finds signed in. */
  expected(): KnownMember | null;
  /** Somebody is at a window now, until they leave it, or after the time without input. */
  attend(name: string, onEnd: () => void): Presence;
  /** In whose name a scanner without a window of its own scans; null: nobody has to sign in here. */
  whoScans(): Result<string | null>;
}

/** @param options.leaveKiosk makes the station a desk; `changed` is told after each change of the list */
export function staffDesk(
  database: StationDatabase,
  options: { readonly now: () => number; readonly becomeDesk: () => void; readonly changed: () => void },
): StaffDesk {
  const { now, becomeDesk, changed } = options;
  const present = presences(() => lockAfterSeconds(database), now);
  let coming: { readonly name: string; readonly untilMs: number } | null = null;

  function list(): StaffList {
    const members = staffMembers(database).map(({ name, role, origin }) => ({ name, role, origin }));
    return { members, lockAfterSeconds: lockAfterSeconds(database) };
  }

  function told(result: Result<null>): Result<StaffList> {
    if (!result.ok) return result;
    changed();
    return done(list());
  }

  async function holdersOf(pin: string, staff: readonly KnownMember[]): Promise<KnownMember[] | null> {
    // All of them, so that the time does not tell whose it is.
    const fits = await Promise.all(staff.map((member) => isPin(pin, member.pin)));
    const holders = staff.filter((_member, place) => fits[place]);
    return holders.length === 0 ? null : holders;
  }

  return {
    list,
    async add(name, role, pin) {
      const member = { name, role, pin: await hashPin(pin) };
      return told(database.write((writer) => addMember(writer, member)));
    },
    remove: (name) => told(database.write((writer) => removeMember(writer, name))),
    member: (name) => findMember(database, name),
    members: () => staffMembers(database),
    async check(name, pin) {
      const member = findMember(database, name);
      if (member === null) return refused('staff-unknown', { name });
      return tryPin(database, { whose: name, now }, async () =>
        (await isPin(pin, member.pin)) ? member : null,
      );
    },
    async leaveKiosk(pin) {
      const staff = staffMembers(database).filter(({ role }) => role !== 'steward');
      if (staff.length === 0) return refused('no-staff');
      const holders = await tryPin(database, { whose: KIOSK, now }, () => holdersOf(pin, staff));
      if (!holders.ok) return holders;
      const [holder, ...others] = holders.value;
      const isSure = holder !== undefined && others.length === 0;
      coming = isSure ? { name: holder.name, untilMs: now() + WINDOW_COMES_WITHIN_MS } : null;
      becomeDesk();
      return done(null);
    },
    expected() {
      const arrived = coming;
      coming = null;
      return arrived === null || now() > arrived.untilMs ? null : findMember(database, arrived.name);
    },
    attend: present.attend,
    whoScans() {
      const isOpen = staffMembers(database).length === 0 || readSetting(database, SETTING.role) === 'kiosk';
      if (isOpen) return done(null);
      const newest = present.newest();
      if (newest === null) return refused('signed-out');
      newest.touch();
      return done(newest.name);
    },
  };
}
