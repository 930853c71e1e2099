import { done, type Result, refused } from '../../contract/failure.ts';
import { type Correctable, CorrectableSchema } from '../../contract/op.ts';
import { type Registration, RegistrationSchema } from '../../contract/registration.ts';
import type { Reader } from '../store/database.ts';
import { findRegistration } from '../store/registrations.ts';
import type { Append } from './append.ts';
import { tidyTexts, whatIsMissing } from './walk-in.ts';

const FIELDS = CorrectableSchema.keyof().options;

/**
 * Puts right what a desk knows better. The op keeps the fields that change only, as they were and as they are now.
 * Refused for somebody unknown, when nothing changes, and when no name or no category of the event would be left.
 */
export function correct(
  reader: Reader,
  id: string,
  wanted: Correctable,
  append: Append,
): Result<Registration> {
  const known = findRegistration(reader, id);
  if (known === null) return refused('registration-unknown', { registration: id });
  const tidied = tidyTexts(CorrectableSchema, wanted);
  if (!tidied.ok) return tidied;
  const { before, after } = changes(known, tidied.value);
  if (Object.keys(after).length === 0) return refused('nothing-to-correct', { registration: id });
  const complete = whatIsMissing(reader, RegistrationSchema.parse({ ...known, ...after }));
  if (!complete.ok) return complete;
  append({ kind: 'correction', registration: known.id, payload: { before, after } });
  return done(findRegistration(reader, id) ?? known);
}

function changes(known: Registration, wanted: Correctable): { before: Correctable; after: Correctable } {
  const before: Correctable = {};
  const after: Correctable = {};
  for (const field of FIELDS) {
    const text = wanted[field];
    if (text === undefined || text === known[field]) continue;
    before[field] = known[field];
    after[field] = text;
  }
  return { before, after };
}
