import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseLayoutFile } from '../../checkin/layout/read-layout-file.ts';
import {
  type BadgeLayoutEntry,
  type BadgeLayoutSet,
  BadgeLayoutSetSchema,
} from '../../contract/badge-layout.ts';
import { failureSentence } from '../../contract/failure-sentences.ts';
import { resourcesFolder } from '../resources.ts';
import type { Reader, Writer } from '../store/database.ts';
import { readBeside } from './layout-file.ts';

/** The row of the settings that holds what the server published. */
const SETTING_NAME = 'layouts';

/** How the badge of a category looks: as the server published it last, else as it was shipped. */
export function layoutFor(reader: Reader, category: string): BadgeLayoutEntry {
  const published = publishedLayouts(reader)?.layouts ?? [];
  const shipped = shippedLayouts();
  const layout = ofCategory(published, category) ?? ofCategory(shipped, category);
  if (layout === undefined) throw new Error('no layout was shipped for other categories');
  return layout;
}

/** The one that names the category, else the one for all others. */
function ofCategory(layouts: readonly BadgeLayoutEntry[], category: string): BadgeLayoutEntry | undefined {
  return (
    layouts.find(({ categories }) => categories?.includes(category)) ??
    layouts.find(({ categories }) => categories === null)
  );
}

/** All that badges may look like here, for choosing printers: what was published first, then what was shipped. */
export function knownLayouts(reader: Reader): BadgeLayoutEntry[] {
  const published = publishedLayouts(reader)?.layouts ?? [];
  const others = shippedLayouts().filter(({ id }) => published.every((layout) => layout.id !== id));
  return [...published, ...others];
}

/** What the server published last; null while it has published nothing. */
export function publishedLayouts(reader: Reader): BadgeLayoutSet | null {
  const row = reader.get('SELECT value FROM setting WHERE name = ?', SETTING_NAME);
  return row === undefined ? null : parsedSet(String(row.value));
}

/** Takes what the server published, in the place of what it published before. */
export function takeLayouts(writer: Writer, layouts: BadgeLayoutSet): void {
  writer.run(
    'INSERT INTO setting VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
    SETTING_NAME,
    JSON.stringify(layouts),
  );
}

/** Another event's layouts are not this one's. */
export function forgetLayouts(writer: Writer): void {
  writer.run('DELETE FROM setting WHERE name = ?', SETTING_NAME);
}

/** A set with its images is large, and is asked for with each badge: the last one stays parsed. */
let lastSet: { readonly text: string; readonly set: BadgeLayoutSet } | undefined;

function parsedSet(text: string): BadgeLayoutSet {
  if (lastSet?.text !== text) lastSet = { text, set: BadgeLayoutSetSchema.parse(JSON.parse(text)) };
  return lastSet.set;
}

let shipped: readonly BadgeLayoutEntry[] | undefined;

/** Those of `resources/layouts`: one for each category of the sample event, and one for any other. */
export function shippedLayouts(): readonly BadgeLayoutEntry[] {
  shipped ??= readShipped(join(resourcesFolder(), 'layouts'));
  return shipped;
}

function readShipped(folder: string): BadgeLayoutEntry[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return files.toSorted().map((name) => {
    const file = join(folder, name);
    const layout = parseLayoutFile({ name, text: readFileSync(file, 'utf8'), readImage: readBeside(file) });
    if (!layout.ok) throw new Error(failureSentence(layout.failure, 'en'));
    return layout.value;
  });
}
