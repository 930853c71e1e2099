import { z } from 'zod';
import { DaySchema } from './event.ts';

export const RegistrationStatusSchema = z.enum(['confirmed', 'cancelled', 'blocked']);
export type RegistrationStatus = z.infer<typeof RegistrationStatusSchema>;

export const RegistrationIdSchema = z.string().min(1).max(64);

/** What a code carries: the organiser's own text, matched exactly after trimming. */
export const CodeSchema = z.string().min(1).max(512);

/** One person on the list. Texts are NFC and trimmed; '' means that the list says nothing. */
export const RegistrationSchema = z.strictObject({
  id: RegistrationIdSchema,
  code: CodeSchema,
  familyName: z.string().max(200),
  givenName: z.string().max(200),
  /** The name in Latin letters, as the person writes it. */
  latinName: z.string().max(200),
  /** What goes with the name on the badge, before or behind it as its language has it: `H.E.`, `Dr.`, `阁下`. */
  title: z.string().max(60).default(''),
  /** What the person wants to be called on the badge, instead of family and given name. */
  badgeName: z.string().max(200).default(''),
  organization: z.string().max(300),
  jobTitle: z.string().max(300),
  /** ISO 3166-1 alpha-2, or ''. */
  country: z.string().regex(/^([A-Z]{2})?$/),
  /** The id of one of the event's categories. */
  category: z.string().min(1).max(32),
  /** Days on which the person may come; none named means every day of the event. */
  validDays: z.array(DaySchema).max(366),
  status: RegistrationStatusSchema,
  /** When the server learnt of that status; null when it always had it. Later admissions were made unknowing. */
  statusSince: z.iso.datetime({ precision: 3 }).nullable().default(null),
  /** To be met by protocol staff before going in. */
  hold: z.boolean().default(false),
  phone: z.string().max(64),
  notes: z.string().max(2000),
});
export type Registration = z.infer<typeof RegistrationSchema>;

/** What a desk takes down of a guest who is on no list; '' for what was not asked. */
export const PersonSchema = RegistrationSchema.pick({
  familyName: true,
  givenName: true,
  latinName: true,
  title: true,
  badgeName: true,
  organization: true,
  jobTitle: true,
  country: true,
  category: true,
  phone: true,
  notes: true,
});
export type Person = z.infer<typeof PersonSchema>;
