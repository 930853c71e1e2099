import type { SyncStatus } from '../../contract/status.ts';
import type { Reader } from '../store/database.ts';
import { outboxCounts } from '../store/outbox.ts';
import { readSetting, SETTING } from '../store/settings.ts';

/** How the station stands towards its server as far as the database tells, while no sync runs. */
export function storedSyncStatus(reader: Reader, nowMs: number): SyncStatus {
  const server = readSetting(reader, SETTING.serverUrl);
  const lastRoundAt = readSetting(reader, SETTING.lastRoundAt);
  return {
    state: server === null ? 'alone' : 'offline',
    server,
    since: lastRoundAt ?? new Date(nowMs).toISOString(),
    lastRoundAt,
    ...outboxCounts(reader),
    failure: null,
  };
}
