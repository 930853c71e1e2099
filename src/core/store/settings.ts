import { z } from 'zod';
import { EventSchema } from '../../contract/event.ts';
import { KeyListSchema, PublicKeySchema } from '../../contract/key.ts';
import { PartListSchema } from '../../contract/list-import.ts';
import { InstantSchema, StampSchema, StationIdSchema } from '../../contract/op.ts';
import { PrintingSchema } from '../../contract/print.ts';
import { LockAfterSchema, StaffMembersSchema } from '../../contract/staff.ts';
import { DirectionSchema, StationSettingsSchema } from '../../contract/status.ts';
import { CursorSchema, RoleSchema } from '../../contract/sync.ts';
import { ClockStateSchema } from '../clock/clock-state.ts';
import type { Reader, Writer } from './database.ts';

/** One named value of the station, kept as JSON and parsed by its schema when read. */
export interface Setting<Value> {
  readonly name: string;
  readonly schema: z.ZodType<Value>;
  /** The value that a stored text stands for; the same one, which nobody changes, while the text is the same. */
  parse(text: string): Value;
}

function setting<Value>(name: string, schema: z.ZodType<Value>): Setting<Value> {
  let last: { readonly text: string; readonly value: Value } | null = null;
  return {
    name,
    schema,
    // A scan asks for the event several times, and there is none of it to parse anew.
    parse(text) {
      if (last?.text !== text) last = { text, value: schema.parse(JSON.parse(text)) };
      return last.value;
    },
  };
}

/** Wrong PINs in a row, by whose PIN was asked for, and when the last one was tried. */
const PinTriesSchema = z.record(z.string(), z.strictObject({ wrong: z.int().min(1), last: InstantSchema }));
export type PinTries = z.infer<typeof PinTriesSchema>;

/** All that a station keeps about itself. */
export const SETTING = {
  /** UUIDv7, made once for this data folder. */
  station: setting('station', StationIdSchema),
  name: setting('name', z.string().min(1).max(100)),
  role: setting('role', RoleSchema),
  checkpoint: setting('checkpoint', z.string()),
  direction: setting('direction', DirectionSchema),
  protocolDesk: setting('protocol-desk', z.boolean()),
  printer: setting('printer', z.string()),
  printWhen: setting('print-when', PrintingSchema.shape.when),
  furtherPrinters: setting('further-printers', PrintingSchema.shape.furtherPrinters),
  failoverPrinter: setting('failover-printer', PrintingSchema.shape.failoverPrinter),
  layoutPrinters: setting('layout-printers', PrintingSchema.shape.layoutPrinters),
  serialPort: setting('serial-port', StationSettingsSchema.shape.serialPort.unwrap()),
  configured: setting('configured', z.boolean()),
  /** Who may sign in, as this station was told itself. */
  staff: setting('staff', StaffMembersSchema),
  /** The same as the server published it last. */
  publishedStaff: setting('published-staff', StaffMembersSchema),
  pinTries: setting('pin-tries', PinTriesSchema),
  lockAfter: setting('lock-after', z.strictObject({ seconds: LockAfterSchema })),
  event: setting('event', EventSchema),
  /** The last list that was imported here, while it is not whole. */
  partList: setting('part-list', PartListSchema),
  /** The last hybrid clock stamp that was made or seen. */
  lastStamp: setting('last-stamp', StampSchema),
  /** What is known of this computer's clock. */
  clock: setting('clock', ClockStateSchema),
  /** The public half of the key with which this station signs badges. */
  publicKey: setting('public-key', PublicKeySchema),
  /** The keys of all stations, and which event key's signature on them was checked. */
  keyList: setting('key-list', z.strictObject({ signedBy: PublicKeySchema, list: KeyListSchema })),
  serverUrl: setting('server-url', z.string()),
  cursor: setting('cursor', CursorSchema),
  /** How many the server has on its list, while this station's is not whole yet. */
  expectedList: setting('expected-list', z.int().min(0)),
  /** How many the server had on its list at the last round. */
  serverListed: setting('server-listed', z.int().min(0)),
  /** Which version of the program was last here: under another one parked ops may be taken. */
  program: setting('program', z.string()),
  /** When this station was revoked and its guest data removed; `isGone`: nothing of it is left in any file. */
  revoked: setting('revoked', z.strictObject({ at: InstantSchema, isGone: z.boolean() })),
  /** Which version of the program made the tables that follow from the log (fold-anew.ts). */
  foldVersion: setting('fold-version', z.int()),
  lastRoundAt: setting('last-round-at', InstantSchema),
};

/** The value of a setting, or null when it was never set. Throws when what is stored does not fit its schema. */
export function readSetting<Value>(reader: Reader, wanted: Setting<Value>): Value | null {
  const row = reader.get('SELECT value FROM setting WHERE name = ?', wanted.name);
  return row === undefined ? null : wanted.parse(String(row.value));
}

/** Sets a value. Throws when it does not fit the schema of the setting. */
export function writeSetting<Value>(writer: Writer, chosen: Setting<Value>, value: Value): void {
  const json = JSON.stringify(chosen.schema.parse(value));
  writer.run(
    'INSERT INTO setting VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
    chosen.name,
    json,
  );
}

export function removeSetting<Value>(writer: Writer, chosen: Setting<Value>): void {
  writer.run('DELETE FROM setting WHERE name = ?', chosen.name);
}
