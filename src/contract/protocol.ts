/**
 * The version of everything that crosses a boundary. `protocol.test.ts` holds a hash of the schemas: when it fails,
 * raise the version, add a line of history and put the new hash in.
 *
 * History
 * - 1: first version.
 * - 2: rules of checkpoints, ops of every kind with clock and offset, ten verdicts, keys, removed registrations,
 *   badge layouts, kinds of ticket codes, patterns of codes, serial scanners, guest panel, walk-ins, delegations, staff,
 *   QR codes to enrol with, the event's own colour, printers that share a queue, scanners that are heard
 *   to try them.
 */
export const PROTOCOL_VERSION = 2;
