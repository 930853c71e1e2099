import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Role, RoleSchema } from '../contract/sync.ts';
import type { Log } from './log.ts';

/** What this computer stood for when the app ran last: known before the core is, and without it. */
export interface LastRole {
  /** Null before the first start of the core. */
  read(): Role | null;
  keep(role: Role): void;
}

/** A small file in the data folder: a kiosk whose database is damaged must not become a desk in the middle of the hall. */
export function lastRole(folder: string, log: Log): LastRole {
  const file = join(folder, 'last-role');
  let known = readRole(file);
  return {
    read: () => known,
    keep(role) {
      if (role === known) return;
      known = role;
      try {
        writeFileSync(file, role);
      } catch (cause) {
        log.error('the role cannot be kept for the next start', { err: cause });
      }
    },
  };
}

function readRole(file: string): Role | null {
  try {
    return RoleSchema.safeParse(readFileSync(file, 'utf8')).data ?? null;
  } catch {
    // The first start, or the folder of an older version.
    return null;
  }
}
