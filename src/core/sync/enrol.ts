import { ServerAddressSchema } from '../../contract/enrolment-link.ts';
import { done, type Result, refused } from '../../contract/failure.ts';
import { PROTOCOL_VERSION } from '../../contract/protocol.ts';
import {
  type EnrolAnswer,
  EnrolAnswerSchema,
  EnrolmentCodeSchema,
  type EnrolRequest,
} from '../../contract/sync.ts';
import { replaceEvent } from '../station/event-store.ts';
import { identity } from '../station/identity.ts';
import type { Writer } from '../store/database.ts';
import { queueOwnOps, releaseParked } from '../store/outbox.ts';
import { removeSetting, SETTING, writeSetting } from '../store/settings.ts';
import { askServer } from './ask-server.ts';
import type { SyncParts } from './sync-parts.ts';

export type Enrolment = Omit<EnrolAnswer, 'token' | 'serverTime'>;

/**
 * Enrols the station at a server with a one-time code: takes its event, name and role over, and keeps the token.
 * Everything that this station made is put up for sending again, since a new server has none of it, and all of the
 * server's log is asked for; what either side has already is taken twice without harm.
 *
 * `wrong-use` when the address is none, `enrolment-unreachable`, `enrolment-code-refused`, `event-has-ops` when the
 * station holds check-ins of another event, and whatever askServer refuses.
 */
export async function enrol(
  parts: SyncParts,
  { url, code }: { readonly url: string; readonly code: string },
): Promise<Result<Enrolment>> {
  const address = ServerAddressSchema.safeParse(url.trim());
  if (!address.success) return refused('wrong-use', { problem: `${url} is not an http(s) address` });
  const server = address.data;
  const parsedCode = EnrolmentCodeSchema.safeParse(code);
  if (!parsedCode.success) return refused('enrolment-code-refused');
  const ask = (publicKey: string) => askToEnrol(parts, server, parsedCode.data, publicKey);
  const first = await ask(await parts.keys.forEnrolment());
  // A key that was revoked once never counts again; the code has not been used up.
  const keyIsRevoked = !first.ok && first.failure.code === 'key-revoked';
  const answer = keyIsRevoked ? await ask(await parts.keys.renew()) : first;
  // What the desk is told at other times, that check-in goes on, is not so while it has no list.
  if (!answer.ok && answer.failure.code === 'server-unreachable')
    return refused('enrolment-unreachable', answer.failure.details);
  if (!answer.ok) return answer;
  const taken = parts.database.write((writer) =>
    takeEnrolment(writer, parts.stamper.station, server, answer.value),
  );
  // The token comes last: should the station die in between, the old one does not fit the new server's address.
  if (taken.ok) await parts.tokens.write({ server, token: answer.value.token });
  return taken;
}

function askToEnrol(
  { stamper, timers, log }: SyncParts,
  server: string,
  code: string,
  publicKey: string,
): Promise<Result<EnrolAnswer>> {
  const body: EnrolRequest = { protocol: PROTOCOL_VERSION, code, station: stamper.station, publicKey };
  return askServer({ server, path: '/v1/enrol', token: null, body, answer: EnrolAnswerSchema }, timers, log);
}

function takeEnrolment(
  writer: Writer,
  station: string,
  server: string,
  { event, name, role }: EnrolAnswer,
): Result<Enrolment> {
  const replaced = replaceEvent(writer, event);
  if (!replaced.ok) return replaced;
  writeSetting(writer, SETTING.name, name);
  // What it is from now on takes a checkpoint, a printer, a way out: the set-up asks before it begins.
  if (role !== identity(writer, station).role) writeSetting(writer, SETTING.configured, false);
  writeSetting(writer, SETTING.role, role);
  writeSetting(writer, SETTING.serverUrl, server);
  writeSetting(writer, SETTING.cursor, '0');
  removeSetting(writer, SETTING.revoked);
  releaseParked(writer);
  queueOwnOps(writer, station);
  return done({ event, name, role });
}
