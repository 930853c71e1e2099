import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { ServerAddressSchema } from './enrolment-link.ts';
import { EventSchema } from './event.ts';
import { FailureSchema } from './failure.ts';
import { ImportReportSchema, ListEncodingSchema } from './list-import.ts';
import { InstantSchema, StationIdSchema } from './op.ts';
import { RegistrationIdSchema, RegistrationSchema } from './registration.ts';
import {
  CursorSchema,
  EnrolAnswerSchema,
  EnrolmentCodeSchema,
  EnrolRequestSchema,
  RevocationSchema,
  RoleSchema,
  SyncAnswerSchema,
  SyncRequestSchema,
} from './sync.ts';

const procedure = oc.errors({
  REFUSED: { status: 422, data: FailureSchema },
  UNAUTHORIZED: { status: 401, data: RevocationSchema.optional() },
});

/** A guest let in, as the live page shows it. */
export const ServerArrivalSchema = z.strictObject({
  registration: RegistrationSchema,
  /** The name as the badge writes it. */
  displayName: z.string(),
  checkpoint: z.string(),
  at: InstantSchema,
  station: StationIdSchema,
  stationName: z.string(),
});

/** Where the event stands: how many are on the list, how many came, the last of them first. */
export const ArrivalsSchema = z.strictObject({
  event: EventSchema,
  registrations: z.int().min(0),
  arrived: z.int().min(0),
  /** How much waits for a decision at the desks: the conflicts that each desk lists. */
  openConflicts: z.int().min(0),
  recent: z.array(ServerArrivalSchema).max(100),
});
export type Arrivals = z.infer<typeof ArrivalsSchema>;

/** The station's half needs a station's token (but for `enrol`), the console's half the console key. */
export const serverContract = {
  enrol: procedure
    .route({ method: 'POST', path: '/v1/enrol' })
    .input(EnrolRequestSchema)
    .output(EnrolAnswerSchema),
  sync: procedure
    .route({ method: 'POST', path: '/v1/sync' })
    .input(SyncRequestSchema)
    .output(SyncAnswerSchema),
  /** Server-sent events: one whenever another station or the console changed something. */
  news: procedure
    .route({ method: 'GET', path: '/v1/news' })
    .output(eventIterator(z.strictObject({ cursor: CursorSchema }))),
  console: {
    enrolmentCode: procedure
      .route({ method: 'POST', path: '/v1/console/enrolment-codes' })
      .input(
        z.strictObject({
          name: z.string().trim().min(1).max(100),
          role: RoleSchema,
          /** Where the console reaches the server; the QR codes lead there too. */
          address: ServerAddressSchema,
        }),
      )
      .output(
        z.strictObject({
          code: EnrolmentCodeSchema,
          expiresAt: InstantSchema,
          /** One for each address of the server that stations may reach, the likeliest first. */
          qrCodes: z.array(z.strictObject({ address: z.string(), svg: z.string() })).min(1),
        }),
      ),
    /** From now on the station is refused, and badges that it signs no longer count; `station-unknown`. */
    revokeStation: procedure
      .route({ method: 'POST', path: '/v1/console/stations/{station}/revoke' })
      .input(z.strictObject({ station: StationIdSchema }))
      .output(z.strictObject({ station: StationIdSchema, revokedAt: InstantSchema })),
    importList: procedure
      .route({ method: 'POST', path: '/v1/console/lists' })
      .input(
        z.strictObject({
          file: z.file().max(64_000_000),
          encoding: ListEncodingSchema.optional(),
          dryRun: z.stringbool().default(false),
        }),
      )
      .output(ImportReportSchema),
    /** Takes a guest off the list, at every station; what they did stays in the log. `registration-unknown`. */
    removeRegistration: procedure
      .route({ method: 'POST', path: '/v1/console/registrations/{registration}/remove' })
      .input(z.strictObject({ registration: RegistrationIdSchema }))
      .output(z.strictObject({ registration: RegistrationIdSchema })),
    arrivals: procedure.route({ method: 'GET', path: '/v1/console/arrivals' }).output(ArrivalsSchema),
    /** Server-sent events: the arrivals at once and after each change. */
    watchArrivals: procedure
      .route({ method: 'GET', path: '/v1/console/arrivals/live' })
      .output(eventIterator(ArrivalsSchema)),
  },
};
