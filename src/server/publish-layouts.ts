import { isDeepStrictEqual } from 'node:util';
import type { BadgeLayoutEntry, BadgeLayoutSet } from '../contract/badge-layout.ts';
import { done, type Result } from '../contract/failure.ts';
import { publishChanges, takeSequences } from './database/change-log.ts';
import type { ServerDatabase } from './database/database.ts';
import { readEvent } from './event.ts';
import { readLayouts } from './layout-files.ts';
import { lastLayouts } from './layout-sets.ts';

/** What became of layouts that were to be published. */
export interface PublishedLayouts extends BadgeLayoutSet {
  /** False when they are as they were published last: nothing was done then. */
  readonly isNew: boolean;
}

/**
 * Publishes the layouts of these files and folders in the place of all that were published before. Those of
 * categories that they do not name stay as stations were shipped with them. All of it, or, refused, nothing.
 */
export async function publishLayouts(
  database: ServerDatabase,
  paths: readonly string[],
  nowMs: number,
): Promise<Result<PublishedLayouts>> {
  const event = await readEvent(database);
  const layouts = await readLayouts(paths, event);
  if (!layouts.ok) return layouts;
  const before = await lastLayouts(database, event.id);
  if (isDeepStrictEqual(before?.layouts, layouts.value))
    return done({ version: before?.version ?? 0, layouts: layouts.value, isNew: false });
  const version = await putLayouts(database, event.id, layouts.value, new Date(nowMs));
  return done({ version, layouts: layouts.value, isNew: true });
}

function putLayouts(
  database: ServerDatabase,
  event: string,
  layouts: readonly BadgeLayoutEntry[],
  now: Date,
): Promise<number> {
  return database.transaction().execute(async (transaction) => {
    // Before the version is read, so that no two servers give the same.
    const lock = await takeSequences(transaction, 1);
    const version = ((await lastLayouts(transaction, event))?.version ?? 0) + 1;
    const row = { event, version, layouts: JSON.stringify(layouts), published_at: now };
    await transaction.insertInto('layout_set').values(row).execute();
    await publishChanges(transaction, lock, [{ kind: 'layouts', item: event }]);
    return version;
  });
}
