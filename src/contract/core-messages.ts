/**
 * What the shell (Electron main) and the core process say to each other, beside the calls of the windows. Each side
 * parses what it receives. Under a utility process the port of a window goes along with its `window` message; a
 * forked core has no ports, so its frames are relayed as `frame` messages.
 */
import { z } from 'zod';
import { RoleSchema } from './sync.ts';

/** One message of a window's port, as oRPC encodes it. */
export const FrameSchema = z.union([z.string(), z.instanceof(Uint8Array), z.instanceof(ArrayBuffer)]);
export type Frame = z.infer<typeof FrameSchema>;

const ConnectionIdSchema = z.uuid();
const RequestIdSchema = z.uuid();

const frameMessage = z.strictObject({ kind: z.literal('frame'), id: ConnectionIdSchema, frame: FrameSchema });

/** Shell to core. */
export const ToCoreSchema = z.discriminatedUnion('kind', [
  /** The first message: open the station in this folder. `sealing`: the keyring can lock the token. */
  z.strictObject({ kind: z.literal('start'), folder: z.string().min(1), sealing: z.boolean() }),
  /** A window has opened, or was loaded again: each time a new connection. */
  z.strictObject({ kind: z.literal('window'), id: ConnectionIdSchema, window: RoleSchema }),
  z.strictObject({ kind: z.literal('window-closed'), id: ConnectionIdSchema }),
  frameMessage,
  /** The answers to `seal` and `unseal`: base64 of what the keyring gave, or the plain text; null when it refused. */
  z.strictObject({ kind: z.literal('sealed'), id: RequestIdSchema, text: z.string().nullable() }),
  z.strictObject({ kind: z.literal('unsealed'), id: RequestIdSchema, text: z.string().nullable() }),
  /** Close everything and end. */
  z.strictObject({ kind: z.literal('stop') }),
]);
export type ToCore = z.infer<typeof ToCoreSchema>;

/** Core to shell. */
export const FromCoreSchema = z.discriminatedUnion('kind', [
  /** Windows are served from now on; the role says which window to open, null when the database is damaged. */
  z.strictObject({ kind: z.literal('ready'), role: RoleSchema.nullable() }),
  /** The role has changed: another window is wanted. */
  z.strictObject({ kind: z.literal('role'), role: RoleSchema }),
  z.strictObject({ kind: z.literal('seal'), id: RequestIdSchema, text: z.string() }),
  z.strictObject({ kind: z.literal('unseal'), id: RequestIdSchema, text: z.string() }),
  frameMessage,
]);
export type FromCore = z.infer<typeof FromCoreSchema>;
