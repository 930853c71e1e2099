import { done, type Result, refused } from '../../contract/failure.ts';
import type { KeyList } from '../../contract/key.ts';
import type { LoggedOp } from '../../contract/op.ts';
import { PROTOCOL_VERSION } from '../../contract/protocol.ts';
import { OPS_PER_ROUND, type SyncAnswer, SyncAnswerSchema, type SyncRequest } from '../../contract/sync.ts';
import { revokesThisStation } from '../keys/key-list-store.ts';
import { currentEvent } from '../station/event-store.ts';
import type { Reader, StationDatabase } from '../store/database.ts';
import type { Stamper } from '../store/op-log.ts';
import { waitingOps, withinSize } from '../store/outbox.ts';
import { readSetting, SETTING } from '../store/settings.ts';
import { type AppliedAnswer, applyAnswer } from './apply-answer.ts';
import { askServer } from './ask-server.ts';
import type { SyncParts } from './sync-parts.ts';
import type { Credentials } from './token-store.ts';

/** Most of what one request carries, in characters; the server takes up to 4 million bytes. */
const REQUEST_CHARACTERS = 1_000_000;

/** What one round did. */
export interface RoundOutcome {
  readonly sent: number;
  readonly received: number;
  /** More waits here or there: the next round is due at once. */
  readonly more: boolean;
  /** A list of keys came that the event's key has not signed. */
  readonly refusedKeys: boolean;
}

/**
 * One round: sends what waits, takes what changed. The answer is applied whole or, when it makes no sense, not at
 * all (`server-answer-invalid`). `station-revoked` when the event itself says so; the caller removes the guest data.
 */
export async function syncRound(
  parts: SyncParts,
  { server, token }: Credentials,
  signal?: AbortSignal,
): Promise<Result<RoundOutcome>> {
  const round = openRound(parts.database, server);
  const askedMs = parts.stamper.elapsedMs();
  const asked = await askServer(
    {
      server,
      path: '/v1/sync',
      token,
      body: round.request,
      answer: SyncAnswerSchema,
      ...(signal && { signal }),
    },
    parts.timers,
    parts.log,
  );
  if (!asked.ok) return isRevoked(parts.database, asked.revokedBy) ? refused('station-revoked') : asked;
  const { serverTime } = asked.value;
  const roundTripMs = parts.stamper.elapsedMs() - askedMs;
  const learnTime = () => parts.stamper.learn({ serverTime, roundTripMs });
  const closed = closeRound(parts, round, asked.value, learnTime);
  if (!('problem' in closed)) {
    if (closed.refusedKeys)
      parts.log.error('the event has not signed the list of keys that came: it is passed over');
    return done(closed);
  }
  parts.log.error({ problem: closed.problem }, 'the answer of the server makes no sense');
  return refused('server-answer-invalid', { url: server });
}

function isRevoked(reader: Reader, proof: KeyList | undefined): boolean {
  return proof !== undefined && revokesThisStation(reader, proof);
}

/** A question to the server, with the ops as they lie in the log. */
export interface OpenRound {
  readonly server: string;
  readonly request: SyncRequest;
  readonly ops: readonly LoggedOp[];
}

/** What there is to send and to ask now. */
export function openRound(database: Reader, server: string): OpenRound {
  const ops = withinSize(waitingOps(database, OPS_PER_ROUND), REQUEST_CHARACTERS);
  const cursor = currentCursor(database);
  const event = currentEvent(database).id;
  const name = readSetting(database, SETTING.name);
  const asked = { protocol: PROTOCOL_VERSION, event, cursor, ops };
  return { server, ops, request: name === null ? asked : { ...asked, name } };
}

/**
 * Takes the answer over, in one transaction; nothing of it when it contradicts the question (`problem`). The time in
 * it is learnt first: what it brings is taken by the right time already.
 */
export function closeRound(
  { database, stamper }: { readonly database: StationDatabase; readonly stamper: Stamper },
  { server, request, ops }: OpenRound,
  answer: SyncAnswer,
  learnTime: () => void = () => undefined,
): RoundOutcome | { readonly problem: string } {
  const problem = contradiction(request, ops, answer);
  if (problem !== null) return { problem };
  learnTime();
  const applied = database.write((writer): AppliedAnswer | null => {
    // The station was enrolled anew while the question was under way: the answer belongs to the time before.
    if (readSetting(writer, SETTING.serverUrl) !== server || currentCursor(writer) !== request.cursor)
      return null;
    return applyAnswer(writer, ops, answer, stamper);
  });
  const more = applied === null || answer.more || waitingOps(database, 1).length > 0;
  const refusedKeys = applied?.refusedKeys ?? false;
  return { sent: ops.length, received: answer.changes.length, more, refusedKeys };
}

function currentCursor(reader: Reader): string {
  return readSetting(reader, SETTING.cursor) ?? '0';
}

/** What the schema alone cannot see wrong in an answer, or null. */
function contradiction(request: SyncRequest, ops: readonly LoggedOp[], answer: SyncAnswer): string | null {
  if (answer.results.length !== ops.length) return `${answer.results.length} results for ${ops.length} ops`;
  if (answer.more && answer.changes.length === 0) return 'more changes, but none given';
  const events = answer.changes.filter((change) => change.kind === 'event');
  if (events.some(({ event }) => event.id !== request.event)) return 'the event of another id';
  return null;
}
