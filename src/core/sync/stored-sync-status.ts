import type { SyncStatus } from '../../contract/status.ts';
import type { Reader } from '../store/database.ts';
import { outboxCounts } from '../store/outbox.ts';
import { countListed } from '../store/registrations.ts';
import { readSetting, SETTING } from '../store/settings.ts';

/** How the station stands towards its server as far as the database tells, while no sync runs. */
export function storedSyncStatus(reader: Reader, nowMs: number): SyncStatus {
  const server = readSetting(reader, SETTING.serverUrl);
  const lastRoundAt = readSetting(reader, SETTING.lastRoundAt);
  const revoked = readSetting(reader, SETTING.revoked);
  return {
    state: revoked !== null ? 'enrolment-needed' : server === null ? 'alone' : 'offline',
    server,
    since: revoked?.at ?? lastRoundAt ?? new Date(nowMs).toISOString(),
    lastRoundAt,
    ...outboxCounts(reader),
    download: download(reader),
    failure: revoked === null ? null : { code: 'station-revoked', details: {} },
  };
}

/** How much of the list is here, while it is not whole. */
function download(reader: Reader): SyncStatus['download'] {
  const expected = readSetting(reader, SETTING.expectedList);
  return expected === null ? null : { received: Math.min(countListed(reader), expected), expected };
}
