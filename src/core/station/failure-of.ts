import type { Failure } from '../../contract/failure.ts';
import { DatabaseNewer, isDamage, isUnusable } from '../store/database.ts';
import type { StationFolder } from './station-folder.ts';

/** What a person is told of something that was thrown; who calls logs the cause. `lastBackup` is asked on damage only. */
export function failureOf(cause: unknown, folder: StationFolder, lastBackup: () => string | null): Failure {
  const file = folder.database;
  if (isDamage(cause)) return { code: 'database-damaged', details: { file, backup: lastBackup() ?? '—' } };
  if (cause instanceof DatabaseNewer) return { code: 'database-newer', details: { file } };
  if (isUnusable(cause)) return { code: 'data-folder-unusable', details: { folder: folder.path } };
  return { code: 'unexpected', details: {} };
}
