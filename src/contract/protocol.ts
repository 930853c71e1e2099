/**
 * The version of everything that crosses a boundary. `protocol.test.ts` holds a hash of the schemas: when it fails,
 * raise the version, add a line of history and put the new hash in.
 *
 * History
 * - 1: first version.
 */
export const PROTOCOL_VERSION = 1;
