import { z } from 'zod';
import { RegistrationStatusSchema } from '../../src/contract/registration.ts';

const Place = z.int().min(0).max(1000);
const Milliseconds = z.int().min(0).max(100_000_000);

/** What may go wrong with one sync round; each is what a real line, proxy or server does. */
const LineFaultSchema = z.enum([
  'none',
  'request-lost',
  'reply-lost',
  'request-twice',
  'server-dies-before-commit',
  'answers-503',
  'portal-page',
]);

/** How a guest stands on the organiser's list. */
const ListedSchema = z.strictObject({
  guest: Place,
  status: RegistrationStatusSchema,
  category: z.enum(['guest', 'vip']),
  hold: z.boolean(),
  days: z.enum(['all', 'first-only']),
  /** `next`: the organiser gave the guest the code of another one. */
  code: z.enum(['own', 'next']),
});
export type Listed = z.infer<typeof ListedSchema>;

function action<Name extends string, Fields extends z.ZodRawShape>(name: Name, fields: Fields) {
  return z.strictObject({ do: z.literal(name), afterMs: Milliseconds, ...fields });
}
const desk = { station: Place };
const guestAtDesk = { ...desk, guest: Place };
const guestAtCheckpoint = { ...guestAtDesk, checkpoint: Place };

/**
 * One thing that happens in the venue, `afterMs` of true time after the one before. Numbers that name a station, a
 * guest, a checkpoint or one of several ops are taken modulo what there is, so that a history stays a history when
 * parts of it are taken away.
 */
export const ActionSchema = z.discriminatedUnion('do', [
  /** By name or the organiser's code, with the server's signed ticket, or with the badge of a generation. */
  action('scan', {
    ...guestAtCheckpoint,
    code: z.enum(['own', 'ticket', 'badge']),
    generation: z.int().min(1).max(3),
  }),
  action('go-out', guestAtCheckpoint),
  action('undo', { ...desk, choice: Place }),
  action('settle', {
    ...desk,
    choice: Place,
    decision: z.enum(['same-person', 'somebody-else', 'let-stand']),
  }),
  action('walk-in', desk),
  action('correct', { ...guestAtDesk, text: Place }),
  action('print', guestAtDesk),
  action('reprint', guestAtDesk),
  action('confirm-hold', guestAtDesk),
  action('note', guestAtDesk),
  action('answer-hold', guestAtDesk),
  action('sync', {
    ...desk,
    /** Which of the two server processes answers. */
    process: z.int().min(0).max(1),
    fault: LineFaultSchema,
    requestMs: Milliseconds,
    /** From the first insert until the log's lock is asked for, and from then until the commit. */
    prepareMs: Milliseconds,
    commitMs: Milliseconds,
    replyMs: Milliseconds,
  }),
  /** Every station whose bit is set is cut off for that long. */
  action('cut', { stations: z.int().min(0).max(4095), forMs: Milliseconds }),
  /** Somebody sets the clock: from now on it is wrong by so much. */
  action('set-clock', { ...desk, wrongByMs: z.int().min(-60_000_000).max(60_000_000) }),
  /** The process ends, the machine too when `machine`; `within`: in the middle of a check-in's transaction. */
  action('restart', { ...desk, machine: z.boolean(), within: z.boolean(), guest: Place }),
  action('import', { list: z.array(ListedSchema).min(1).max(8), commitMs: Milliseconds }),
  action('remove', { guest: Place, commitMs: Milliseconds }),
  action('change-event', { rules: Place, commitMs: Milliseconds }),
]);
export type Action = z.infer<typeof ActionSchema>;
export type ActionOf<Name extends Action['do']> = Extract<Action, { do: Name }>;

/** A station at the beginning of the day. */
const StationPlanSchema = z.strictObject({
  wrongByMs: z.int().min(-60_000_000).max(60_000_000),
  /** Whether it took the list the evening before. */
  prepared: z.boolean(),
});

/** A day of a venue, as data: the same history always runs the same way. */
export const HistorySchema = z.strictObject({
  stations: z.array(StationPlanSchema).min(2).max(12),
  guests: z.int().min(1).max(24),
  /** How many changes the server puts into one answer. */
  pageSize: z.int().min(1).max(1000),
  actions: z.array(ActionSchema).max(400),
});
export type History = z.infer<typeof HistorySchema>;
