import type { ServerDatabase } from './database/database.ts';
import { type KnownStation, stationOfToken } from './enrolment.ts';
import { hashSecret, sameHash } from './secrets.ts';

/** Who sends a request, by the bearer token in it. */
export type Caller =
  | { readonly kind: 'nobody' }
  | { readonly kind: 'console' }
  | { readonly kind: 'revoked' }
  | { readonly kind: 'station'; readonly station: KnownStation };

/** What the procedures get beside their input. */
export interface RequestContext {
  readonly caller: Caller;
  /** The network address that the request came from. */
  readonly address: string;
}

/** Finds out who sends a request from its Authorization header. */
export async function identifyCaller(
  database: ServerDatabase,
  consoleKey: string,
  authorization: string | undefined,
): Promise<Caller> {
  const token = /^Bearer (\S{1,200})$/i.exec(authorization ?? '')?.[1];
  if (token === undefined) return { kind: 'nobody' };
  if (sameHash(hashSecret(token), hashSecret(consoleKey))) return { kind: 'console' };
  const known = await stationOfToken(database, token);
  if (known === null) return { kind: 'nobody' };
  return known.isRevoked ? { kind: 'revoked' } : { kind: 'station', station: known.station };
}
