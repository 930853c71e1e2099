import { statfs } from 'node:fs/promises';
import { judgeReadiness } from '../../checkin/readiness.ts';
import type { Printer } from '../../contract/print.ts';
import type { Readiness } from '../../contract/readiness.ts';
import type { StationStatus } from '../../contract/status.ts';
import type { Reader } from '../store/database.ts';
import { countListed } from '../store/registrations.ts';
import { readSetting, SETTING } from '../store/settings.ts';
import { newestBackupMs } from './backup.ts';
import type { StationFolder } from './station-folder.ts';

/** Whether the station can go on for a day without its server, as far as the core can see. */
export async function readiness(
  reader: Reader,
  folder: StationFolder,
  { sync, partList, printers, printing, clockOffsetMs }: StationStatus,
  nowMs: number,
): Promise<Readiness> {
  const checks = judgeReadiness({
    nowMs,
    listed: countListed(reader),
    serverListed: sync.server === null ? null : readSetting(reader, SETTING.serverListed),
    partList,
    isEnrolled: sync.server !== null,
    lastRoundMs: sync.lastRoundAt === null ? null : Date.parse(sync.lastRoundAt),
    clockOffsetMs,
    printsBadges: printing.when !== 'never',
    isPrinterWell: printers.every(isWell),
    freeBytes: await freeBytes(folder.path),
    backupMs: newestBackupMs(folder),
  });
  return { at: new Date(nowMs).toISOString(), checks };
}

function isWell({ state, reason }: Printer): boolean {
  return (state === 'ready' || state === 'printing') && reason === null;
}

/** What is left on the disk of a folder; null on a file system that does not tell. */
async function freeBytes(path: string): Promise<number | null> {
  const { bavail, bsize, blocks } = await statfs(path);
  return blocks === 0 ? null : bavail * bsize;
}
