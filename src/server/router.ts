import { implement, ORPCError } from '@orpc/server';
import type { Failure } from '../contract/failure.ts';
import { PROTOCOL_VERSION } from '../contract/protocol.ts';
import { serverContract } from '../contract/server-contract.ts';
import { CHANGES_PER_ROUND } from '../contract/sync.ts';
import { readArrivals } from './arrivals.ts';
import { readChanges } from './database/change-log.ts';
import type { ServerDatabase } from './database/database.ts';
import { enrolStation, makeEnrolmentCode, renameStation, revokeStation } from './enrolment.ts';
import { enrolmentQrs } from './enrolment-qr.ts';
import { readEvent } from './event.ts';
import { importList } from './import-list.ts';
import { readKeyList } from './keys/key-list.ts';
import type { News } from './news.ts';
import { countRegistrations, removeRegistration } from './registrations.ts';
import type { RequestContext } from './request-context.ts';
import { takeOps } from './take-ops.ts';
import type { TriesLimit } from './tries-limit.ts';

export interface RouterParts {
  readonly database: ServerDatabase;
  readonly news: News;
  readonly enrolmentTries: TriesLimit;
  /** What the server listens at. */
  readonly host: string;
  /** Aborted when the server stops: ends the streams. */
  readonly stopping: AbortSignal;
  now(): number;
}

/** The server contract, implemented. Guards run before the input is parsed. */
export function makeRouter({ database, news, enrolmentTries, host, stopping, now }: RouterParts) {
  const open = implement(serverContract).$context<RequestContext>().use(requireSameProtocol);
  const station = open.use(async ({ context, next }) => {
    if (context.caller.kind === 'revoked') throw await revoked(database);
    if (context.caller.kind !== 'station') throw new ORPCError('UNAUTHORIZED');
    return next({ context: { station: context.caller.station } });
  });
  const console = open.use(({ context, next }) => {
    if (context.caller.kind !== 'console') throw new ORPCError('UNAUTHORIZED');
    return next();
  });
  const serverTime = () => new Date(now()).toISOString();
  const untilEither = (signal: AbortSignal | undefined) =>
    signal === undefined ? stopping : AbortSignal.any([signal, stopping]);

  return open.router({
    enrol: open.enrol.handler(async ({ input, context }) => {
      if (!enrolmentTries.begin(context.address)) throw refusal(CODE_REFUSED, 429);
      const enrolled = await enrolStation(database, input, now());
      if (!enrolled.ok && enrolled.failure.code === 'enrolment-code-refused') throw refusal(enrolled.failure);
      enrolmentTries.succeeded(context.address);
      if (!enrolled.ok) throw refusal(enrolled.failure);
      const { name, role } = enrolled.value.station;
      return {
        token: enrolled.value.token,
        name,
        role,
        event: await readEvent(database),
        serverTime: serverTime(),
      };
    }),

    sync: station.sync.handler(async ({ input, context }) => {
      const event = await readEvent(database);
      // A station of another event has to be enrolled anew: its check-ins are no business of this one.
      if (input.event !== event.id)
        throw refusal({ code: 'enrolment-refused', details: { event: event.id } });
      await renameStation(database, context.station, input.name);
      const results = await takeOps(database, context.station.id, input.ops);
      const page = await readChanges(database, input.cursor, CHANGES_PER_ROUND);
      const registrations = await countRegistrations(database);
      return { results, ...page, registrations, serverTime: serverTime() };
    }),

    news: station.news.handler(({ context, signal }) =>
      Promise.resolve(news.follow(context.station.id, untilEither(signal))),
    ),

    console: {
      enrolmentCode: console.console.enrolmentCode.handler(async ({ input }) => {
        const { address, ...station } = input;
        const made = await makeEnrolmentCode(database, station, now());
        return { ...made, qrCodes: await enrolmentQrs(made.code, address, host) };
      }),

      revokeStation: console.console.revokeStation.handler(async ({ input }) => {
        const revoked = await revokeStation(database, input.station, now());
        if (!revoked.ok) throw refusal(revoked.failure);
        return revoked.value;
      }),

      importList: console.console.importList.handler(async ({ input }) => {
        const file = { name: input.file.name, bytes: new Uint8Array(await input.file.arrayBuffer()) };
        const { dryRun, encoding = null } = input;
        const report = await importList(database, { file, encoding, dryRun }, now());
        if (!report.ok) throw refusal(report.failure);
        return report.value;
      }),

      removeRegistration: console.console.removeRegistration.handler(async ({ input }) => {
        if (!(await removeRegistration(database, input.registration)))
          throw refusal({ code: 'registration-unknown', details: input });
        return input;
      }),

      arrivals: console.console.arrivals.handler(() => readArrivals(database)),

      watchArrivals: console.console.watchArrivals.handler(async function* ({ signal }) {
        const changes = news.follow(null, untilEither(signal));
        yield await readArrivals(database);
        for await (const _change of changes) yield await readArrivals(database);
      }),
    },
  });
}
export type ServerRouter = ReturnType<typeof makeRouter>;

/** Says so when the two sides speak different versions, before the input is parsed by the schemas of this one. */
const requireSameProtocol = implement(serverContract)
  .$context<RequestContext>()
  .middleware(({ next }, input: unknown) => {
    if (typeof input === 'object' && input !== null && 'protocol' in input) {
      const { protocol } = input;
      if (typeof protocol === 'number' && protocol !== PROTOCOL_VERSION) {
        throw refusal({ code: 'protocol-mismatch', details: mismatch(protocol) });
      }
    }
    return next();
  });

/** Names both versions, and the side that is to be upgraded in the words of each language. */
function mismatch(protocol: number): Failure['details'] {
  const versions = { station: String(protocol), server: String(PROTOCOL_VERSION) };
  return protocol < PROTOCOL_VERSION
    ? { ...versions, olderZh: '本机', olderEn: 'station' }
    : { ...versions, olderZh: '服务器', olderEn: 'server' };
}

/** 401 with the proof that it is the event that revoked the station. */
async function revoked(database: ServerDatabase) {
  const { id } = await readEvent(database);
  return new ORPCError('UNAUTHORIZED', { status: 401, data: { keys: await readKeyList(database, id) } });
}

const CODE_REFUSED: Failure = { code: 'enrolment-code-refused', details: {} };

function refusal(failure: Failure, status = 422) {
  return new ORPCError('REFUSED', { status, data: failure });
}
