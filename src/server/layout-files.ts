import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { readLayoutFile } from '../checkin/layout/read-layout-file.ts';
import { type BadgeLayoutEntry, LARGEST_SET_CHARACTERS } from '../contract/badge-layout.ts';
import { firstClash } from '../contract/badge-layout-faults.ts';
import type { Event } from '../contract/event.ts';
import { done, type Result, refused } from '../contract/failure.ts';
import { fileRefused } from '../contract/file-problem.ts';
import { type Problem, problem } from '../contract/problem-sentences.ts';
import { isStorable } from './storable.ts';

/**
 * Reads the layouts of files and of folders (each `.json` in them) with their images. All of them are sound, fit the
 * event and go together, or the first that does not is refused: `file-missing`, `file-not-json`, `file-not-a-layout`.
 */
export async function readLayouts(
  paths: readonly string[],
  event: Event,
): Promise<Result<BadgeLayoutEntry[]>> {
  const files = filesOf(paths);
  if (!files.ok) return files;
  const layouts: BadgeLayoutEntry[] = [];
  for (const file of files.value) {
    const layout = await readLayout(file, event);
    if (!layout.ok) return layout;
    const clash = firstClash(layouts, layout.value);
    if (clash !== null) return notALayout(file, clash);
    layouts.push(layout.value);
    if (JSON.stringify(layouts).length > LARGEST_SET_CHARACTERS)
      return notALayout(file, problem('layouts-too-large'));
  }
  return done(layouts);
}

function filesOf(paths: readonly string[]): Result<string[]> {
  const files: string[] = [];
  for (const path of paths) {
    const found = filesAt(path);
    if (found.length === 0) return refused('file-missing', { file: path });
    files.push(...found);
  }
  return done(files);
}

/** The file itself, or all layouts in a folder. */
function filesAt(path: string): string[] {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isDirectory() !== true) return stats === undefined ? [] : [path];
  const names = readdirSync(path).filter((name) => name.endsWith('.json'));
  return names.toSorted().map((name) => join(path, name));
}

async function readLayout(file: string, event: Event): Promise<Result<BadgeLayoutEntry>> {
  const bytes = bytesOf(file);
  if (bytes === null) return refused('file-missing', { file });
  const readImage = (name: string) => bytesOf(join(dirname(file), basename(name)));
  const layout = await readLayoutFile({ name: file, text: bytes.toString('utf8'), readImage });
  if (!layout.ok) return layout;
  if (!isStorable(layout.value)) return notALayout(file, problem('text-not-storable'));
  const known = event.categories.map(({ id }) => id);
  const categories = layout.value.categories ?? [];
  const at = categories.findIndex((id) => !known.includes(id));
  const category = categories[at];
  if (category === undefined) return layout;
  const unknown = problem('layout-category-unknown', { category, known: known.join(', ') });
  return notALayout(file, unknown, ['categories', at]);
}

function notALayout(file: string, found: Problem, path: readonly (string | number)[] = []): Result<never> {
  return fileRefused('file-not-a-layout', file, found, path);
}

function bytesOf(file: string): Buffer | null {
  try {
    return readFileSync(file);
  } catch {
    return null;
  }
}
