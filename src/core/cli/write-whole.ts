import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { Failure } from '../../contract/failure.ts';

/** Written beside its place and renamed, so that a whole PDF is there or what was there before. */
export function writeWhole(file: string, bytes: Uint8Array): Failure | null {
  const draft = `${file}.part-${process.pid}`;
  try {
    writeFileSync(draft, bytes);
    renameSync(draft, file);
    return null;
  } catch {
    if (existsSync(draft)) rmSync(draft);
    return { code: 'file-missing', details: { file } };
  }
}
