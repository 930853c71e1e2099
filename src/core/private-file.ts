import { randomUUID } from 'node:crypto';
import { link, open, rename, rm } from 'node:fs/promises';

/** Writes a file that only its owner can read: all of the new content or all of the old is there, even after a power cut. */
export async function replacePrivateFile(file: string, text: string): Promise<void> {
  const fresh = `${file}.new`;
  await writeThrough(fresh, text);
  await rename(fresh, file);
}

/** The same for a file that must not be there yet. False, and nothing done, when it is: another process was first. */
export async function addPrivateFile(file: string, text: string): Promise<boolean> {
  const fresh = `${file}.new-${randomUUID()}`;
  try {
    await writeThrough(fresh, text);
    await link(fresh, file);
    return true;
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'EEXIST') return false;
    throw cause;
  } finally {
    await rm(fresh, { force: true });
  }
}

async function writeThrough(file: string, text: string): Promise<void> {
  const handle = await open(file, 'w', 0o600);
  try {
    await handle.chmod(0o600);
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
