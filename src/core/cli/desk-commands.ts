import { z } from 'zod';
import { type Result, refused } from '../../contract/failure.ts';
import { type Correctable, CorrectableSchema, type Decision, OpSchema } from '../../contract/op.ts';
import { PersonSchema, RegistrationSchema } from '../../contract/registration.ts';
import { ConflictSchema } from '../../contract/verdict.ts';
import { conflictsWords, opWords } from './desk-words.ts';
import type { Work } from './output.ts';
import { told } from './output.ts';
import { person } from './words.ts';

export function undo(op: string): Work {
  return (station, output) => told(output, station.undo(op), OpSchema, opWords);
}

export function note(registration: string, text: string): Work {
  return (station, output) => told(output, station.note(registration, text), OpSchema, opWords);
}

export function confirmHold(registration: string): Work {
  return (station, output) => told(output, station.confirmHold(registration), OpSchema, opWords);
}

export function settle(entry: string, decision: Decision, other: string | null): Work {
  return (station, output) => told(output, station.settle({ entry, decision, other }), OpSchema, opWords);
}

/** The options of the command line that say who somebody is; each is a text. */
export interface PersonOptions {
  readonly family?: string;
  readonly given?: string;
  readonly latin?: string;
  readonly title?: string;
  readonly badgeName?: string;
  readonly organization?: string;
  readonly jobTitle?: string;
  readonly country?: string;
  readonly category?: string;
  readonly phone?: string;
  readonly notes?: string;
}

export function walkIn(options: PersonOptions): Work {
  return (station, output) => {
    const given = parsed(PersonSchema, {
      familyName: options.family ?? '',
      givenName: options.given ?? '',
      latinName: options.latin ?? '',
      title: options.title ?? '',
      badgeName: options.badgeName ?? '',
      organization: options.organization ?? '',
      jobTitle: options.jobTitle ?? '',
      country: options.country ?? '',
      category: options.category,
      phone: options.phone ?? '',
      notes: options.notes ?? '',
    });
    if (!given.ok) return output.refusal(given.failure);
    return told(output, station.walkIn(given.value), RegistrationSchema, person);
  };
}

export function correct(registration: string, options: PersonOptions): Work {
  return (station, output) => {
    const { family, given: givenName, latin, title, badgeName, organization, category } = options;
    const given = parsed<Correctable>(CorrectableSchema, {
      ...(family !== undefined && { familyName: family }),
      ...(givenName !== undefined && { givenName }),
      ...(latin !== undefined && { latinName: latin }),
      ...(title !== undefined && { title }),
      ...(badgeName !== undefined && { badgeName }),
      ...(organization !== undefined && { organization }),
      ...(category !== undefined && { category }),
    });
    if (!given.ok) return output.refusal(given.failure);
    return told(output, station.correct(registration, given.value), RegistrationSchema, person);
  };
}

export const conflicts: Work = (station, output) => {
  const { event } = station.status();
  output.result(z.array(ConflictSchema), station.conflicts(), (found) => conflictsWords(found, event));
  return 0;
};

function parsed<Value>(schema: z.ZodType<Value>, value: unknown): Result<Value> {
  const result = schema.safeParse(value);
  if (result.success) return { ok: true, value: result.data };
  return refused('wrong-use', { problem: z.prettifyError(result.error) });
}
