import { v7 as newId } from 'uuid';
import type { z } from 'zod';
import { displayName, type PersonName } from '../../checkin/display-name.ts';
import { done, type Result, refused } from '../../contract/failure.ts';
import { type Person, PersonSchema, type Registration } from '../../contract/registration.ts';
import type { Reader } from '../store/database.ts';
import type { Append } from './append.ts';
import { currentEvent } from './event-store.ts';

/** Enough of a new id to be another one at each desk: 48 random bits. */
const ID_DIGITS = 12;

/**
 * Takes down a guest who is on no list, under a new id that is the code too, so that badge and scan work offline at
 * once. Refused without a name, and for a category that the event does not have.
 */
export function walkIn(reader: Reader, person: Person, append: Append): Result<Registration> {
  const tidied = tidyTexts(PersonSchema, person);
  const sound = whatIsMissing(reader, tidied);
  if (!sound.ok) return sound;
  const id = `W-${newId().replaceAll('-', '').slice(-ID_DIGITS).toUpperCase()}`;
  const registration: Registration = {
    ...tidied,
    id,
    code: id,
    validDays: [],
    status: 'confirmed',
    statusSince: null,
    hold: false,
  };
  append({ kind: 'walk-in', registration: id, payload: { registration } });
  return done(registration);
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

/** Texts as a list would have them: NFC, without white space at the ends. */
export function tidyTexts<Texts extends object>(schema: z.ZodType<Texts>, texts: Texts): Texts {
  const tidied = Object.entries(texts).map(([field, text]) => [field, String(text).normalize('NFC').trim()]);
  return schema.parse(Object.fromEntries(tidied));
}
