import { implement, ORPCError } from '@orpc/server';
import { displayName } from '../checkin/display-name.ts';
import type { BatchGuests } from '../contract/batch.ts';
import type { Failure, Result } from '../contract/failure.ts';
import type { StationNews, StationStatus } from '../contract/status.ts';
import type { ScanResult } from '../contract/verdict.ts';
import {
  deskContract,
  type KioskAnswer,
  type KioskNews,
  kioskContract,
} from '../contract/window-contract.ts';
import { actingAs } from './staff/acting.ts';
import type { WindowSession } from './staff/window-session.ts';
import type { WantedGuests } from './station/batch-guests.ts';
import { newsStream } from './station/news-stream.ts';
import type { Station } from './station/station.ts';
import type { StationKeeper } from './station/station-keeper.ts';

/**
 * What a window may ask, as far as who is at it may: each procedure of the contract says what it needs. oRPC parses
 * every input and output by the contract's schemas; what a person is refused goes out as the contract's REFUSED, and
 * what was thrown is logged and goes out as `unexpected`.
 */
export function deskRouter(keeper: StationKeeper, session: WindowSession) {
  const desk = implement(deskContract).use(({ next, procedure }) =>
    explained(keeper, () => {
      const person = granted(session.permit(procedure['~orpc'].meta.needs));
      return actingAs(person, () => next());
    }),
  );
  const station = () => granted(keeper.current());
  return desk.router({
    recovery: {
      state: desk.recovery.state.handler(() => keeper.recovery()),
      restore: desk.recovery.restore.handler(({ input }) => granted(keeper.restore(input.file))),
    },
    session: {
      watch: desk.session.watch.handler(({ signal }) => session.watch(signal)),
      signIn: desk.session.signIn.handler(async ({ input }) =>
        granted(await session.signIn(input.name, input.pin)),
      ),
      lock: desk.session.lock.handler(() => {
        session.lock();
        return null;
      }),
      touch: desk.session.touch.handler(() => {
        session.touch();
        return null;
      }),
    },
    staff: {
      list: desk.staff.list.handler(() => station().staff.list()),
      add: desk.staff.add.handler(async ({ input }) => {
        const list = granted(await station().staff.add(input.name, input.role, input.pin));
        session.take(input.name);
        return list;
      }),
      remove: desk.staff.remove.handler(({ input }) => granted(station().staff.remove(input.name))),
    },
    watch: desk.watch.handler(({ signal }) => deskNews(station(), session, signal)),
    scan: desk.scan.handler(({ input }) => {
      // A camera is no input that the window could tell of.
      session.touch();
      return granted(station().scan(input.code, input.via));
    }),
    hearScanner: desk.hearScanner.handler(({ signal }) => station().hearScanner(whileSame(session, signal))),
    checkIn: desk.checkIn.handler(({ input }) => granted(station().checkIn(input.registration))),
    checkOut: desk.checkOut.handler(({ input }) => granted(station().checkOut(input.registration))),
    search: desk.search.handler(({ input }) => station().search(input.text)),
    recentArrivals: desk.recentArrivals.handler(() => station().recentArrivals()),
    undo: desk.undo.handler(({ input }) => granted(station().undo(input.op))),
    settle: desk.settle.handler(({ input }) => granted(station().settle(input))),
    retryParked: desk.retryParked.handler(() => station().retryParked()),
    answerHold: desk.answerHold.handler(({ input }) => granted(station().answerHold(input.waiting))),
    confirmHold: desk.confirmHold.handler(({ input }) => granted(station().confirmHold(input.registration))),
    guest: {
      details: desk.guest.details.handler(({ input }) => granted(station().guest(input.registration))),
      correct: desk.guest.correct.handler(({ input }) =>
        granted(station().correct(input.registration, input.after)),
      ),
      note: desk.guest.note.handler(({ input }) => granted(station().note(input.registration, input.text))),
    },
    walkIn: {
      alike: desk.walkIn.alike.handler(({ input }) => station().alike(input)),
      register: desk.walkIn.register.handler(({ input }) => granted(station().register(input))),
    },
    organizations: desk.organizations.handler(() => station().organizations()),
    group: desk.group.handler(({ input }) => granted(station().group(input.organization))),
    printBadge: desk.printBadge.handler(({ input }) =>
      granted(station().printBadge(input.registration, { reprint: input.reprint })),
    ),
    badge: {
      queue: desk.badge.queue.handler(() => station().printQueue()),
      history: desk.badge.history.handler(({ input }) => granted(station().job(input.job))),
      retry: desk.badge.retry.handler(({ input }) => granted(station().retryBadge(input.job, input.anyway))),
      cancel: desk.badge.cancel.handler(({ input }) => granted(station().cancelBadge(input.job))),
      move: desk.badge.move.handler(async ({ input }) =>
        granted(await station().moveBadge(input.job, input.printer)),
      ),
      cameOut: desk.badge.cameOut.handler(({ input }) => granted(station().badgeCameOut(input.job))),
      test: desk.badge.test.handler(({ input }) => station().printTestBadge(input.printer)),
    },
    ready: desk.ready.handler(() => station().readiness()),
    printers: desk.printers.handler(() => station().printers()),
    serialPorts: desk.serialPorts.handler(() => station().serialPorts()),
    batch: {
      start: desk.batch.start.handler(async ({ input }) =>
        granted(await station().batch.start({ ...input, guests: await wantedGuests(input.guests) })),
      ),
      list: desk.batch.list.handler(() => station().batch.list()),
      report: desk.batch.report.handler(({ input }) => granted(station().batch.report(input.batch))),
      pause: desk.batch.pause.handler(({ input }) => granted(station().batch.pause(input.batch))),
      resume: desk.batch.resume.handler(({ input }) => granted(station().batch.resume(input.batch))),
      cancel: desk.batch.cancel.handler(({ input }) => granted(station().batch.cancel(input.batch))),
    },
    setup: {
      initEvent: desk.setup.initEvent.handler(({ input }) =>
        granted(station().initEvent(input.file, input.text)),
      ),
      importList: desk.setup.importList.handler(async ({ input }) => {
        const { file, bytes, encoding, dryRun } = input;
        const list = { name: file, bytes: new Uint8Array(await bytes.arrayBuffer()) };
        return granted(await station().importList({ file: list, encoding, dryRun }));
      }),
      stopImport: desk.setup.stopImport.handler(() => station().stopImport()),
      enrol: desk.setup.enrol.handler(async ({ input }) =>
        granted(await station().enrol(input.url, input.code)),
      ),
      configure: desk.setup.configure.handler(({ input }) => granted(station().configure(input))),
      layouts: desk.setup.layouts.handler(() =>
        station()
          .layouts()
          .map(({ id, name }) => ({ id, name })),
      ),
    },
  });
}

/** A kiosk stands in the hall: it learns nobody's name but that of the guest whom it lets in. */
export function kioskRouter(keeper: StationKeeper) {
  const kiosk = implement(kioskContract).use(({ next }) => explained(keeper, () => next()));
  const station = () => granted(keeper.current());
  return kiosk.router({
    recovery: { state: kiosk.recovery.state.handler(() => withoutPlaces(keeper)) },
    watch: kiosk.watch.handler(({ signal }) => kioskNews(station(), signal)),
    scan: kiosk.scan.handler(({ input }) => kioskAnswer(granted(station().scan(input.code, input.via)))),
    leave: kiosk.leave.handler(async ({ input }) => granted(await station().staff.leaveKiosk(input.pin))),
  });
}

/** What a window asks for, with the bytes of the file that it sends. */
async function wantedGuests(
  guests: Exclude<BatchGuests, { by: 'ids' }> | { by: 'ids'; file: string; bytes: Blob },
): Promise<WantedGuests> {
  if (guests.by !== 'ids') return guests;
  const bytes = new Uint8Array(await guests.bytes.arrayBuffer());
  return { by: 'ids', file: { name: guests.file, bytes } };
}

/** The value, or REFUSED with the reason. */
function granted<Value>(result: Result<Value>): Value {
  if (result.ok) return result.value;
  throw refusal(result.failure);
}

function refusal(failure: Failure): ORPCError<'REFUSED', Failure> {
  return new ORPCError('REFUSED', { status: 422, data: failure });
}

/** Lets refusals and bad inputs (below 500) through; anything else is a fault of ours. */
async function explained<Output>(
  keeper: StationKeeper,
  next: () => Output | PromiseLike<Output>,
): Promise<Output> {
  try {
    return await next();
  } catch (cause) {
    if (cause instanceof ORPCError && cause.status < 500) throw cause;
    throw refusal(keeper.explain(cause));
  }
}

/** Whether the station can be used; a kiosk offers no backups. */
function withoutPlaces(keeper: StationKeeper) {
  const recovery = keeper.recovery();
  return recovery.state === 'sound' ? recovery : { ...recovery, backups: [] };
}

function kioskAnswer({ verdict, op, registration, printJob }: ScanResult): KioskAnswer {
  if (verdict !== 'admit') return { outcome: 'see-desk' };
  if (op?.kind === 'exit') return { outcome: 'goodbye' };
  const name = registration === null ? '' : displayName(registration, registration.country);
  return { outcome: 'welcome', name, latinName: registration?.latinName ?? '', printJob };
}

/** Aborts when the window goes, or another person is at it. */
function whileSame(session: WindowSession, signal: AbortSignal | undefined): AbortSignal {
  const same = session.whileSame();
  return signal === undefined ? same : AbortSignal.any([same, signal]);
}

/** The news as long as the same person is at the window, and as far as they may hear of them. */
async function* deskNews(
  station: Station,
  session: WindowSession,
  signal: AbortSignal | undefined,
): AsyncGenerator<StationNews, void> {
  const hearsAll = session.permit('desk').ok;
  for await (const news of newsStream(station, whileSame(session, signal))) {
    if (news.kind !== 'to-settle' || hearsAll) yield news;
  }
}

/** What a kiosk shows of the status, told again only when that changed: arrivals elsewhere are none of its news. */
async function* kioskNews(
  station: Station,
  signal: AbortSignal | undefined,
): AsyncGenerator<KioskNews, void> {
  let told = '';
  for await (const news of newsStream(station, signal)) {
    if (news.kind === 'print-job') {
      yield { kind: 'print-job', job: { id: news.job.id, state: news.job.state } };
      continue;
    }
    if (news.kind === 'scan') yield { kind: 'answer', answer: kioskAnswer(news.result) };
    if (news.kind === 'scan-refused') yield { kind: 'answer', answer: { outcome: 'see-desk' } };
    if (news.kind !== 'status') continue;
    const shown = kioskStatus(news.status);
    if (JSON.stringify(shown) === told) continue;
    told = JSON.stringify(shown);
    yield shown;
  }
}

function kioskStatus({ event, checkpoint, sync }: StationStatus): KioskNews {
  return { kind: 'event', event, checkpoint, online: sync.state === 'online' };
}
