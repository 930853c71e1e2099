import type { Logger } from 'pino';
import { shownOfFound } from '../../checkin/found-guest.ts';
import { done, type Failure, type Result } from '../../contract/failure.ts';
import type { StationSettings, StationStatus } from '../../contract/status.ts';
import type { WaitingGuest } from '../../contract/waiting-guest.ts';
import { startBadgeRenderer } from '../badge/renderer.ts';
import type { ClockSources } from '../clock/clock-sources.ts';
import { measuredClock } from '../clock/measured-clock.ts';
import { openStationKeys } from '../keys/station-keys.ts';
import { openPrintLedger } from '../print/print-ledger.ts';
import type { LedgerJob } from '../print/print-table.ts';
import { fontsFolder, renderWorkerFile } from '../resources.ts';
import { serialPorts } from '../scanner/serial-ports.ts';
import { stationItself } from '../staff/acting.ts';
import { staffDesk } from '../staff/staff-desk.ts';
import { arrivalPulse, countArrived } from '../store/attendance.ts';
import type { StationDatabase, Writer } from '../store/database.ts';
import type { Stamper } from '../store/op-log.ts';
import { allOps } from '../store/op-rows.ts';
import { releaseParked } from '../store/outbox.ts';
import { countRegistrations } from '../store/registrations.ts';
import { searchRegistrations } from '../store/search.ts';
import { readSetting, SETTING } from '../store/settings.ts';
import { verifyState } from '../store/verify.ts';
import type { SyncParts } from '../sync/sync-parts.ts';
import { systemTimers } from '../sync/timers.ts';
import { openTokenStore, type TokenSeal } from '../sync/token-store.ts';
import { withAdmission } from './admissions.ts';
import { alike } from './alike.ts';
import { appendingTo } from './append.ts';
import { recentArrivals } from './arrivals.ts';
import { startBackground } from './background.ts';
import { backUp, newestSoundBackup } from './backup.ts';
import { addFirstBadge, badgePrinting, redirecting } from './badge-printing.ts';
import { badgeToken } from './badge-token.ts';
import { type BadgeMeans, previewBadge, renderBadge } from './badges.ts';
import { organizations } from './batch-guests.ts';
import { batchPrinting } from './batch-printing.ts';
import { counts } from './counts.ts';
import { deskActions } from './desk-actions.ts';
import { currentCheckpoint, currentEvent, parseEvent, replaceEvent } from './event-store.ts';
import { failureOf } from './failure-of.ts';
import { forgetGuests } from './forget-guests.ts';
import { group } from './group.ts';
import { guestDetails } from './guest-details.ts';
import { changeSettings, currentDirection, identity } from './identity.ts';
import { listImports } from './import-list.ts';
import { openNewsDesk } from './news-desk.ts';
import { passing } from './passing.ts';
import { usualPrinters } from './printers.ts';
import { currentPrinting, failoverFor, poolOf } from './printing.ts';
import { readiness } from './readiness.ts';
import { scanSerially } from './serial-scans.ts';
import type { Station } from './station.ts';
import type { StationFolder } from './station-folder.ts';
import { syncInBackground, syncWhenAsked } from './syncing.ts';
import { toSettle } from './to-settle.ts';
import { waitingGuests } from './waiting-guests.ts';

const HITS_SHOWN = 50;
const ARRIVALS_SHOWN = 20;

/** What a running station works with. */
export interface StationMeans {
  readonly id: string;
  readonly database: StationDatabase;
  readonly folder: StationFolder;
  readonly clocks: ClockSources;
  readonly seal: TokenSeal | null;
  /** Work without being asked: print, sync, back up. */
  readonly background: boolean;
  readonly log: Logger;
}

/** Joins store, ledger, renderer and sync to one station. It owns the database from now on and closes it. */
export function runStation(means: StationMeans): Station {
  const { id, database, folder, clocks, seal, log, background } = means;
  const stamper = measuredClock(database, id, clocks);
  const now = stamper.now;
  const renderer = startBadgeRenderer({ workerFile: renderWorkerFile(), fontsFolder: fontsFolder() });
  const news = openNewsDesk({ status, toSettle: () => toSettle(database), waitingGuests: waiting }, (cause) =>
    log.error({ err: cause }, 'the status cannot be told'),
  );
  const keys = openStationKeys({ database, station: id, files: folder, seal, log });
  const badges: BadgeMeans = { reader: database, renderer, keys, stamper, log };
  const ledger = openPrintLedger({
    database,
    badgesFolder: folder.badges,
    spoolFolder: folder.spool,
    lockFile: folder.printLock,
    render: (badge) => renderBadge(badges, badge),
    pool: () => poolOf(currentPrinting(database)),
    failoverFor: (printer) => failoverFor(currentPrinting(database), printer),
    onPrinted: (writer, job) => notePrinted(writer, job, stamper),
    onChange: (job) => {
      news.tellJob(job);
      if (job.state === 'printed') syncing.wake();
      batches.feed();
      news.tellStatus();
    },
    onPrinter: news.tellStatus,
    now,
    log,
  });
  const syncParts: SyncParts = {
    database,
    stamper,
    tokens: openTokenStore(folder.token, seal, log),
    keys,
    forgetGuests() {
      forgetGuests(database, folder, now(), log);
      news.tellStatus();
    },
    timers: systemTimers,
    log,
  };
  const syncing = background ? syncInBackground(syncParts, news.tellStatus) : syncWhenAsked(syncParts);
  const chores = background
    ? startBackground({
        database,
        folder,
        now,
        log,
        clockRun: () => stamper.reading().clock,
        onForeignChange() {
          batches.feed();
          news.tellStatus();
        },
      })
    : null;
  const batches = batchPrinting(database, ledger, stamper, { logged, badgeAdded }, log);
  if (background) {
    ledger.wake();
    batches.feed();
  }

  function status(): StationStatus {
    const event = currentEvent(database);
    const checkpoint = currentCheckpoint(database, event);
    return {
      station: identity(database, id),
      event,
      checkpoint,
      direction: currentDirection(database, event, checkpoint),
      protocolDesk: readSetting(database, SETTING.protocolDesk) ?? false,
      clockOffsetMs: stamper.reading().offsetMs,
      registrations: countRegistrations(database),
      partList: lists.partList(),
      ...countArrived(database, checkpoint, id),
      pulse: arrivalPulse(database, checkpoint, stamper.reading().correctedMs),
      sync: syncing.status(),
      printers: usualPrinters(database, ledger),
      printing: currentPrinting(database),
      badgesWaiting: ledger.countOpen(),
      serialScanner: serial.status(),
    };
  }

  function waiting(): WaitingGuest[] {
    return waitingGuests(database, stamper.reading().correctedMs);
  }

  function here(): string {
    return currentCheckpoint(database, currentEvent(database));
  }

  /** The status after a change of the settings, which the windows are told too. */
  function changed(): StationStatus {
    news.tellStatus();
    return status();
  }

  /** Ops were added to the log. */
  function logged(): void {
    syncing.wake();
    news.tellStatus();
  }

  function badgeAdded(): void {
    if (background) ledger.wake();
    news.tellStatus();
  }

  const passes = passing(
    database,
    stamper,
    (writer, registration) => addFirstBadge(writer, ledger, registration),
    () => {
      logged();
      badgeAdded();
    },
    log,
  );
  const lists = listImports(database, news.tellStatus);
  const staff = staffDesk(database, {
    now,
    becomeDesk: () => void configure({ role: 'desk' }),
    changed: news.tellStatus,
  });
  const serial = scanSerially({
    database,
    scan: passes.scan,
    whoScans: staff.whoScans,
    news,
    background,
    explain,
    log,
  });

  function configure(settings: StationSettings): Result<StationStatus> {
    const taken = database.write((writer) =>
      redirecting(writer, ledger, () => changeSettings(writer, settings)),
    );
    if (!taken.ok) return taken;
    if (settings.serialPort !== undefined) serial.follow();
    // The others are told what it is called.
    if (settings.name !== undefined) syncing.wake();
    badgeAdded();
    return done(status());
  }

  function explain(cause: unknown): Failure {
    log.error({ err: cause }, 'something unexpected went wrong');
    return failureOf(cause, folder, () => newestSoundBackup(folder, log));
  }

  return {
    ...passes,
    ...deskActions(database, stamper, logged),
    toSettle: () => toSettle(database),
    waitingGuests: waiting,
    readiness: () => readiness(database, folder, status(), now()),
    counts: () => counts(database),
    verify: () => verifyState(database),
    alike: (form) => alike(database, here(), form),
    guest: (registration) => guestDetails(database, here(), registration),
    organizations: () => organizations(database),
    group: (organization) => group(database, here(), organization),
    search(text) {
      const checkpoint = here();
      return searchRegistrations(database, text, HITS_SHOWN).map((found) => ({
        ...withAdmission(database, checkpoint, found),
        shown: shownOfFound(found, text),
      }));
    },
    recentArrivals() {
      return recentArrivals(database, { checkpoint: here(), station: id, limit: ARRIVALS_SHOWN }, (job) =>
        ledger.job(job),
      );
    },
    status,

    ...badgePrinting(database, ledger, stamper, { logged, badgeAdded }),
    batch: batches.batch,
    staff,
    serialPorts: () => serialPorts(log),
    hearScanner: serial.hear,
    previewBadge: (registration, layout) => previewBadge(badges, registration, layout),
    badgeToken: (registration) => badgeToken(database, badges, registration),

    initEvent(file, text) {
      const event = parseEvent(file, text);
      if (!event.ok) return event;
      const replaced = database.write((writer) => replaceEvent(writer, event.value));
      return replaced.ok ? done(changed()) : replaced;
    },
    importList: lists.importList,
    stopImport: lists.stopImport,
    configure,
    async enrol(url, code) {
      const enrolled = await syncing.enrol(url, code);
      return enrolled.ok ? done(changed()) : enrolled;
    },
    sync: syncing.syncNow,
    retryParked() {
      const released = database.write(releaseParked);
      logged();
      return released;
    },

    ops: () => allOps(database),
    backup: (file) => backUp(database, folder, file, log),
    subscribe: news.subscribe,
    explain,
    async close() {
      lists.stopImport();
      news.close();
      batches.close();
      serial.close();
      await chores?.stop();
      await syncing.close();
      await ledger.close();
      await renderer.close();
      database.close();
    },
  };
}

/** Called in the transaction that makes the job `printed`. */
function notePrinted(
  writer: Writer,
  { id, registration, printer, generation, actor }: LedgerJob,
  stamper: Stamper,
): void {
  // A test badge is nobody's.
  if (registration === null) return;
  const payload = { job: id, printer, generation };
  const append = appendingTo(writer, stamper, actor ?? stationItself(writer));
  append({ kind: 'badge-printed', registration, payload });
}
