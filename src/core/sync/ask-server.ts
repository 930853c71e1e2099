import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Logger } from 'pino';
import { z } from 'zod';
import { done, type Failure, FailureSchema, refused } from '../../contract/failure.ts';
import type { KeyList } from '../../contract/key.ts';
import { RevocationSchema } from '../../contract/sync.ts';
import type { Timers } from './timers.ts';

const TIME_LIMIT_MS = 10_000;

/** Shorter bodies go as they are, in characters. */
const WORTH_PACKING = 2_000;

const pack = promisify(gzip);

export interface ServerQuestion<Answer> {
  /** The server's address without a slash at the end. */
  readonly server: string;
  readonly path: string;
  readonly token: string | null;
  readonly body: unknown;
  readonly answer: z.ZodType<Answer>;
  /** Gives the question up, which counts as `server-unreachable`. */
  readonly signal?: AbortSignal;
}

/** What the server answered, or why not; `revokedBy` is what 401 gave as the proof of a revocation, unchecked. */
export type Asked<Answer> =
  | { readonly ok: true; readonly value: Answer }
  | { readonly ok: false; readonly failure: Failure; readonly revokedBy?: KeyList };

const RevokedSchema = z.object({ code: z.literal('UNAUTHORIZED'), data: RevocationSchema });

const RefusalSchema = z.object({ code: z.literal('REFUSED'), data: FailureSchema });

/**
 * Asks the server one thing, within 10 seconds. Whatever does not come from the server itself counts as
 * `server-unreachable`: no line, a gateway's error, a captive portal with its pages and redirections. 401 is
 * `enrolment-refused`, a refusal of the server's own is that; an answer that does not fit its schema is
 * `server-answer-invalid`.
 */
export async function askServer<Answer>(
  question: ServerQuestion<Answer>,
  timers: Timers,
  log: Logger,
): Promise<Asked<Answer>> {
  const limit = new AbortController();
  const cancel = timers.after(TIME_LIMIT_MS, () => limit.abort());
  try {
    const given = question.signal === undefined ? [] : [question.signal];
    const response = await send(question, AbortSignal.any([limit.signal, ...given]));
    return readAnswer(question, response.status, await readJson(response), log);
  } catch (cause) {
    log.debug({ err: cause, path: question.path }, 'the server cannot be reached');
    return refused('server-unreachable', { url: question.server });
  } finally {
    cancel();
  }
}

async function send(
  { server, path, token, body }: ServerQuestion<unknown>,
  signal: AbortSignal,
): Promise<Response> {
  const text = JSON.stringify(body);
  const isLong = text.length > WORTH_PACKING;
  return fetch(server + path, {
    method: 'POST',
    // A token is never carried on to where a redirection points.
    redirect: 'manual',
    headers: {
      'content-type': 'application/json',
      ...(isLong && { 'content-encoding': 'gzip' }),
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    },
    body: isLong ? new Uint8Array(await pack(text)) : text,
    signal,
  });
}

/** The body as JSON; null when it is something else. Throws when the line breaks within it. */
async function readJson(response: Response): Promise<{ readonly json: unknown } | null> {
  const text = await response.text();
  if (!response.headers.get('content-type')?.startsWith('application/json')) return null;
  try {
    return { json: JSON.parse(text) };
  } catch {
    return null;
  }
}

function readAnswer<Answer>(
  question: ServerQuestion<Answer>,
  status: number,
  body: { readonly json: unknown } | null,
  log: Logger,
): Asked<Answer> {
  const url = question.server;
  if (body === null || status >= 500) return refused('server-unreachable', { url });
  if (status === 401) return unauthorized(body.json);
  const refusal = RefusalSchema.safeParse(body.json);
  if (refusal.success) return { ok: false, failure: refusal.data.data };
  const answer = question.answer.safeParse(body.json);
  if (status === 200 && answer.success) return done(answer.data);
  const problem = answer.success ? undefined : z.prettifyError(answer.error);
  log.error({ path: question.path, status, problem }, 'the answer of the server makes no sense');
  return refused('server-answer-invalid', { url });
}

function unauthorized(json: unknown): Asked<never> {
  const failure: Failure = { code: 'enrolment-refused', details: {} };
  const revoked = RevokedSchema.safeParse(json);
  return { ok: false, failure, ...(revoked.success && { revokedBy: revoked.data.data.keys }) };
}
