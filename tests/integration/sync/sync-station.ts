/** A station's store and sync of the tests' own, without printer and windows. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { v7 as newId } from 'uuid';
import type { Op } from '../../../src/contract/op.ts';
import { type ClockSources, systemClockSources } from '../../../src/core/clock/clock-sources.ts';
import { measuredClock } from '../../../src/core/clock/measured-clock.ts';
import { openStationKeys } from '../../../src/core/keys/station-keys.ts';
import { replaceEvent } from '../../../src/core/station/event-store.ts';
import { forgetGuests } from '../../../src/core/station/forget-guests.ts';
import { prepareFolder } from '../../../src/core/station/station-folder.ts';
import { openDatabase, type StationDatabase } from '../../../src/core/store/database.ts';
import { appendOp } from '../../../src/core/store/op-log.ts';
import { readSetting, SETTING, writeSetting } from '../../../src/core/store/settings.ts';
import { enrol } from '../../../src/core/sync/enrol.ts';
import type { SyncParts } from '../../../src/core/sync/sync-parts.ts';
import { syncUntilDone } from '../../../src/core/sync/sync-until-done.ts';
import { systemTimers, type Timers } from '../../../src/core/sync/timers.ts';
import { openTokenStore } from '../../../src/core/sync/token-store.ts';
import { EVENT, type TestServer } from '../server/test-server.ts';

export interface SyncStation extends Disposable {
  readonly folder: string;
  readonly parts: SyncParts;
  /** Admits a guest, as a scan does. */
  admit(registration: string): Op;
  /** Enrols at `url`, by default the server's own address. */
  enrol(server: EnrollingServer, url?: string): Promise<void>;
  sync(): ReturnType<typeof syncUntilDone>;
}

/** What enrolling needs of a server. */
export type EnrollingServer = Pick<TestServer, 'url' | 'makeEnrolmentCode'>;

/** Opens a new station, or the one in a folder. */
export function openSyncStation(
  options: { readonly folder?: string; readonly timers?: Timers; readonly clocks?: ClockSources } = {},
): SyncStation {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'yanqi-station-'));
  const database = openDatabase(join(folder, 'station.sqlite'));
  const station = database.write((writer) => {
    if (readSetting(writer, SETTING.event) === null) replaceEvent(writer, EVENT);
    const id = readSetting(writer, SETTING.station) ?? newId();
    writeSetting(writer, SETTING.station, id);
    return id;
  });
  const log = pino({ level: 'silent' });
  const stamper = measuredClock(database, station, options.clocks ?? systemClockSources());
  const parts: SyncParts = {
    database,
    stamper,
    tokens: openTokenStore(join(folder, 'token.json'), null, log),
    keys: openStationKeys({
      database,
      station,
      files: { stationKey: join(folder, 'station-key.json'), eventKey: join(folder, 'event-key.json') },
      seal: null,
      log,
    }),
    forgetGuests: () => {
      const places = prepareFolder(folder);
      if (places.ok) forgetGuests(database, places.value, Date.now(), log);
    },
    timers: options.timers ?? systemTimers,
    log,
  };
  return {
    folder,
    parts,
    admit: (registration) => database.write((writer) => appendOp(writer, entryDraft(registration), stamper)),
    async enrol(server, url = server.url) {
      const { code } = await server.makeEnrolmentCode({ name: 'Desk 1', role: 'desk' });
      const enrolled = await enrol(parts, { url, code });
      if (!enrolled.ok) throw new Error(enrolled.failure.code);
    },
    sync: () => syncUntilDone(parts),
    [Symbol.dispose]() {
      database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function entryDraft(registration: string) {
  return {
    kind: 'entry',
    actor: 'desk',
    registration,
    checkpoint: 'main',
    payload: { via: 'scanner', unlisted: false },
  } as const;
}

/** Everything that a station holds, for comparing before and after. */
export function contentsOf(database: StationDatabase): unknown {
  const tables = ['setting', 'registration', 'peer', 'op', 'outbox', 'attendance'];
  return tables.map((table) => database.all(`SELECT * FROM ${table} ORDER BY 1`));
}
