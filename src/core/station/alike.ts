import { likenessKeys, likenessOf } from '../../checkin/likeness.ts';
import { splitName } from '../../checkin/list/person-name.ts';
import type { Alike, WalkInForm } from '../../contract/guest.ts';
import type { Person, Registration } from '../../contract/registration.ts';
import type { Reader } from '../store/database.ts';
import { findRegistration } from '../store/registrations.ts';
import { searchNames } from '../store/search.ts';
import { withAdmission } from './admissions.ts';

/** Whom the desk is shown: the same person at most so many times, and names alike only where they are few. */
const SAME_SHOWN = 5;
const SIMILAR_SHOWN = 3;

/** The person as the smallest form says them. */
export function personOfForm({ name, latinName, organization, category }: WalkInForm): Person {
  const rest = { title: '', badgeName: '', jobTitle: '', country: '', phone: '', notes: '' };
  return { ...splitName(name.trim()), latinName, organization, category, ...rest };
}

/**
 * Whom a walk-in may be while somebody writes them down: guests of the same name, the likeliest first; then those
 * whose name begins so, or sounds so in pinyin, if they are few.
 */
export function alike(reader: Reader, checkpoint: string, form: WalkInForm): Alike[] {
  const person = asRegistration(personOfForm(form));
  const same = candidates(reader, person)
    .map((other) => ({ other, likeness: likenessOf(person, other) }))
    .filter(({ likeness }) => likeness > 0)
    .sort((one, other) => other.likeness - one.likeness)
    .map(({ other }) => other);
  const known = new Set(same.map(({ id }) => id));
  const similar = [form.name, form.latinName]
    .flatMap((name) => fewNames(reader, name))
    .filter(({ id }) => !known.has(id) && known.add(id));
  const tell = (likeness: Alike['likeness']) => (registration: Registration) => ({
    hit: withAdmission(reader, checkpoint, registration),
    likeness,
  });
  return [
    ...same.slice(0, SAME_SHOWN).map(tell('same')),
    ...similar.slice(0, SIMILAR_SHOWN).map(tell('similar')),
  ];
}

/** Those who have a spelling of the name in common. */
function candidates(reader: Reader, person: Registration): Registration[] {
  const rows = reader.all(
    'SELECT DISTINCT registration FROM likeness WHERE key IN (SELECT value FROM json_each(?))',
    JSON.stringify(likenessKeys(person)),
  );
  return rows
    .map((row) => findRegistration(reader, String(row.registration)))
    .filter((registration) => registration !== null);
}

/** Many of the same beginning tell nothing. */
function fewNames(reader: Reader, name: string): Registration[] {
  const found = searchNames(reader, name, SIMILAR_SHOWN + 1);
  return found.length > SIMILAR_SHOWN ? [] : found;
}

/** Nobody yet: only to be compared. */
function asRegistration(person: Person): Registration {
  return {
    ...person,
    id: '-',
    code: '-',
    validDays: [],
    status: 'confirmed',
    statusSince: null,
    hold: false,
  };
}
