import { getConnInfo } from '@hono/node-server/conninfo';
import { OpenAPIGenerator } from '@orpc/openapi';
import { OpenAPIHandler } from '@orpc/openapi/fetch';
import { ORPCError, onError } from '@orpc/server';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { compress } from 'hono/compress';
import { sql } from 'kysely';
import type { Logger } from 'pino';
import { PROTOCOL_VERSION } from '../contract/protocol.ts';
import { serverContract } from '../contract/server-contract.ts';
import { addConsolePage } from './console-page.ts';
import type { ServerDatabase } from './database/database.ts';
import { addTicketExport } from './export/add-ticket-export.ts';
import { type Caller, identifyCaller } from './request-context.ts';
import type { ServerRouter } from './router.ts';
import { unpackBody } from './unpack-body.ts';

/**
 * How much each may send, in bytes once unpacked: a stranger no more than an enrolment, the console a list. A station
 * that was revoked sends what it would send, and has to be told.
 */
const BODY_LIMIT: Record<Caller['kind'], number> = {
  nobody: 4_096,
  station: 4_000_000,
  revoked: 4_000_000,
  console: 65_000_000,
};

export interface AppParts {
  readonly database: ServerDatabase;
  readonly router: ServerRouter;
  readonly consoleKey: string;
  now(): number;
  readonly log: Logger;
}

type Env = { Variables: { caller: Caller } };

/** The HTTP side: who calls, how much they may send, the log, the page, and the contract below /v1. */
export function makeApp({ database, router, consoleKey, now, log }: AppParts): Hono<Env> {
  const app = new Hono<Env>();

  app.use(async (context, next) => {
    const started = performance.now();
    await next();
    const caller = context.get('caller');
    log.info({
      method: context.req.method,
      path: context.req.path,
      status: context.res.status,
      ms: Math.round(performance.now() - started),
      ...(caller?.kind === 'station' ? { station: caller.station.id } : {}),
    });
  });

  app.use(compress());
  addConsolePage(app);

  app.get('/healthz', async (context) => {
    try {
      await sql`SELECT 1`.execute(database);
      return context.json({ ok: true });
    } catch (cause) {
      log.error(describe(cause), 'the database does not answer');
      return context.json({ ok: false }, 503);
    }
  });

  app.get('/openapi.json', async (context) => context.json(await openApiDocument()));

  const handler = new OpenAPIHandler(router, {
    interceptors: [onError((cause) => logUnexpected(cause, log))],
  });
  app.use('/v1/*', async (context, next) => {
    const caller = await identifyCaller(database, consoleKey, context.req.header('authorization'));
    context.set('caller', caller);
    if (!unpackBody(context)) return context.text('Unsupported Content-Encoding', 415);
    return bodyLimit({ maxSize: BODY_LIMIT[caller.kind] })(context, next);
  });
  addTicketExport(app, database, now);
  app.all('/v1/*', async (context) => {
    const { matched, response } = await handler.handle(context.req.raw, {
      context: { caller: context.get('caller'), address: getConnInfo(context).remote.address ?? '' },
    });
    if (!matched) return context.notFound();
    const isStream = response.headers.get('content-type') === 'text/event-stream';
    response.headers.set('cache-control', 'no-store');
    // Proxies such as nginx would keep news back until their buffer is full.
    if (isStream) response.headers.set('x-accel-buffering', 'no');
    return response;
  });

  app.onError((cause, context) => {
    if ('getResponse' in cause) return cause.getResponse();
    if (isBadPacking(cause)) return context.text('The body is no gzip', 400);
    log.error(describe(cause), 'a request failed');
    return context.json({ code: 'INTERNAL_SERVER_ERROR' }, 500);
  });
  return app;
}

function openApiDocument() {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  return generator.generate(serverContract, {
    info: { title: 'Yanqi Desk server', version: String(PROTOCOL_VERSION) },
  });
}

/** A refusal is an answer; anything else means that someone must look. */
function logUnexpected(cause: unknown, log: Logger): void {
  if (cause instanceof ORPCError && cause.status < 500) return;
  log.error(describe(cause), 'a request failed');
}

/** What zlib says of a body that is cut off or was never packed. */
function isBadPacking(cause: Error): boolean {
  return 'code' in cause && (cause.code === 'Z_DATA_ERROR' || cause.code === 'Z_BUF_ERROR');
}

/** What the log keeps of an error: never the values in it, which may be people's names. */
function describe(cause: unknown): object {
  if (!(cause instanceof Error)) return { error: String(cause) };
  return { error: cause.message, code: 'code' in cause ? cause.code : undefined, stack: cause.stack };
}
