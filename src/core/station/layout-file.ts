import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readLayoutFile } from '../../checkin/layout/read-layout-file.ts';
import type { BadgeLayoutEntry } from '../../contract/badge-layout.ts';
import { type Result, refused } from '../../contract/failure.ts';

/**
 * Reads a layout from its file, for a preview: `file-missing`, `file-not-json`, or `file-not-a-layout` with what is
 * wrong and where.
 */
export async function openLayoutFile(file: string): Promise<Result<BadgeLayoutEntry>> {
  const text = bytesOf(file);
  if (text === null) return refused('file-missing', { file });
  return readLayoutFile({ name: file, text: text.toString('utf8'), readImage: readBeside(file) });
}

/** Reads images that lie beside a layout file. */
export function readBeside(file: string): (name: string) => Uint8Array | null {
  return (name) => bytesOf(join(dirname(file), name));
}

function bytesOf(file: string): Buffer | null {
  try {
    return readFileSync(file);
  } catch {
    return null;
  }
}
