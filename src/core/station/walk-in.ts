import { v7 as newId } from 'uuid';
import type { z } from 'zod';
import { displayName, type PersonName } from '../../checkin/display-name.ts';
import { done, type Result, refused } from '../../contract/failure.ts';
import type { Op } from '../../contract/op.ts';
import { type Person, PersonSchema, type Registration } from '../../contract/registration.ts';
import type { Reader } from '../store/database.ts';
import type { Append } from './append.ts';
import { currentEvent } from './event-store.ts';

/** Enough of a new id to be another one at each desk: 48 random bits. */
const ID_DIGITS = 12;

/**
 * Takes down a guest who is on no list, under a new id that is the code too, so that badge and scan work offline at
 * once. Refused without a name, with a text that is too long, and for a category that the event does not have.
 */
export function walkIn(reader: Reader, person: Person, append: Append): Result<Registration> {
  const sound = soundPerson(reader, person);
  if (!sound.ok) return sound;
  return done(takeDown(sound.value, walkInId(newId()), append).registration);
}

/** The id of a walk-in, made of any unique id. */
export function walkInId(unique: string): string {
  return `W-${unique.replaceAll('-', '').slice(-ID_DIGITS).toUpperCase()}`;
}

/** Writes down a person whom `soundPerson` has found sound. */
export function takeDown(
  person: Person,
  id: string,
  append: Append,
): { readonly op: Op; readonly registration: Registration } {
  const registration: Registration = {
    ...person,
    id,
    code: id,
    validDays: [],
    status: 'confirmed',
    statusSince: null,
    hold: false,
  };
  return { registration, op: append({ kind: 'walk-in', registration: id, payload: { registration } }) };
}

/** The person as a list would have them, or what is missing or too long. */
export function soundPerson(reader: Reader, person: Person): Result<Person> {
  const tidied = tidyTexts(PersonSchema, person);
  if (!tidied.ok) return tidied;
  const complete = whatIsMissing(reader, tidied.value);
  return complete.ok ? tidied : complete;
}

/** Whether a person has a name and a category of the event. */
export function whatIsMissing(
  reader: Reader,
  person: PersonName & Pick<Registration, 'category'>,
): Result<null> {
  const { category } = person;
  if (displayName(person) === '') return refused('name-missing');
  const isKnown = currentEvent(reader).categories.some(({ id }) => id === category);
  return isKnown ? done(null) : refused('category-unknown', { category });
}

/** Texts as a list would have them: NFC, without white space at the ends; refused when one is too long. */
export function tidyTexts<Texts extends object>(schema: z.ZodType<Texts>, texts: Texts): Result<Texts> {
  const tidied = Object.entries(texts).map(([field, text]) => [field, String(text).normalize('NFC').trim()]);
  const parsed = schema.safeParse(Object.fromEntries(tidied));
  if (parsed.success) return done(parsed.data);
  const tooLong = parsed.error.issues.find((issue) => issue.code === 'too_big');
  if (tooLong === undefined) throw parsed.error;
  return refused('text-too-long', { field: String(tooLong.path[0]), limit: String(tooLong.maximum) });
}
