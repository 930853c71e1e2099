import { z } from 'zod';
import { InstantSchema, StationIdSchema } from './op.ts';
import { RegistrationIdSchema, RegistrationSchema } from './registration.ts';

/** Nobody goes yet, somebody said that they go, or the guest was met and may be let in. */
export const WaitingStateSchema = z.enum(['waiting', 'answered', 'met']);
export type WaitingState = z.infer<typeof WaitingStateSchema>;

/** A guest marked `hold` who stands somewhere and waits to be met, or was met and is not let in yet. */
export const WaitingGuestSchema = z.strictObject({
  /** The op that says that the guest waits, the newest: an answer names it. */
  op: z.uuidv7(),
  guest: RegistrationIdSchema,
  registration: RegistrationSchema,
  checkpoint: z.string(),
  /** Since when, by the right time. */
  at: InstantSchema,
  station: StationIdSchema,
  /** '' while the station's name has not reached us. */
  stationName: z.string(),
  state: WaitingStateSchema,
  /** The name of the station from where somebody goes to meet them; null while nobody does. */
  answeredFrom: z.string().nullable(),
});
export type WaitingGuest = z.infer<typeof WaitingGuestSchema>;
