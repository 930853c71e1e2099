/** A desk on the morning of a long day: its list, two people of staff, and walk-ins to decide about. */
import type { Person, Registration } from '../../src/contract/registration.ts';
import { seedStation, withStation } from '../../tests/e2e/seed.ts';
import { seedLongList } from '../long-list.ts';

export const MANAGER = { name: 'Wang Fang', pin: '24680' };
export const STEWARD = { name: 'Li Lei', pin: '9999' };

const LONG_LIST = 20_000;
const SHORT_LIST = 2_000;
/** Whose badges are printed, in several scripts, and as whom walk-ins are taken down once more. */
const NAMES = ['ouyang', '王', 'müller', 'nguyen', 'иван', 'محمد', 'anna', 'chen'];
const OF_EACH_NAME = 12;

export interface SoakStation {
  /** Codes of guests who may come today. */
  readonly codes: readonly string[];
  /** Guests whose badges are to be printed, by their ids, those of one name far apart. */
  readonly badges: readonly string[];
}

/** Fills the folder for so many guests; `conflicts` walk-ins are somebody of the list. */
export async function seedSoak(folder: string, guests: number, conflicts: number): Promise<SoakStation> {
  const codes =
    guests > SHORT_LIST / 2
      ? await seedLongList(folder, LONG_LIST)
      : (await seedStation(folder)).map(({ code }) => code);
  const badges = await withStation(folder, async (station) => {
    station.configure({ name: 'Desk 3', printWhen: 'on-request' });
    await station.staff.add(MANAGER.name, 'manager', MANAGER.pin);
    await station.staff.add(STEWARD.name, 'steward', STEWARD.pin);
    const found = NAMES.map((name) => comesToday(station.search(name)).slice(0, OF_EACH_NAME));
    for (const person of found.flat().slice(0, conflicts)) station.walkIn(personOf(person));
    return Array.from({ length: OF_EACH_NAME }, (_, place) => found.flatMap((some) => some[place] ?? []));
  });
  return { codes, badges: badges.flat().map(({ id }) => id) };
}

function comesToday(hits: readonly { registration: Registration }[]): Registration[] {
  return hits
    .map(({ registration }) => registration)
    .filter(({ status, validDays, hold }) => status === 'confirmed' && validDays.length === 3 && !hold);
}

function personOf(registration: Registration): Person {
  const { familyName, givenName, latinName, title, badgeName, organization } = registration;
  const { jobTitle, country, category, phone } = registration;
  const name = { familyName, givenName, latinName, title, badgeName };
  return { ...name, organization, jobTitle, country, category, phone, notes: '' };
}
