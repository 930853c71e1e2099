import type { Failure, Result } from '../../contract/failure.ts';
import type { Recovery, StationStatus } from '../../contract/status.ts';
import type { Role } from '../../contract/sync.ts';
import { soundBackups } from './backup.ts';
import { type OpenOptions, openStation } from './open-station.ts';
import { restore } from './restore.ts';
import type { Station } from './station.ts';
import { prepareFolder } from './station-folder.ts';

/** Keeps a station open for windows, which must be served when its database is damaged, too. */
export interface StationKeeper {
  /** The open station, or why there is none. */
  current(): Result<Station>;
  recovery(): Recovery;
  /** Puts one of the backups that `recovery` lists in the damaged database's place and opens the station. */
  restore(file: string): Result<Recovery>;
  /** Whose window is wanted: the desk's has the set-up until that is done. Null while there is no station. */
  role(): Role | null;
  /** Tells each change of the role. */
  onRole(listener: (role: Role) => void): void;
  /** What to tell a person of something that was thrown; the cause goes to the log. */
  explain(cause: unknown): Failure;
  close(): Promise<void>;
}

/** Opens the station in a folder and keeps it; never fails, but says why there is no station. */
export function keepStation(options: OpenOptions): StationKeeper {
  const roleListeners: ((role: Role) => void)[] = [];
  let current = openStation(options);
  let lastRole = role();
  if (current.ok) follow(current.value);

  function role(): Role | null {
    return current.ok ? wantedBy(current.value.status().station) : null;
  }

  function noticeRole(now: Role | null): void {
    if (now === null || now === lastRole) return;
    lastRole = now;
    for (const listener of roleListeners) listener(now);
  }

  function follow(station: Station): void {
    station.subscribe((news) => {
      if (news.kind === 'status') noticeRole(wantedBy(news.status.station));
    });
  }

  function recovery(): Recovery {
    return current.ok ? { state: 'sound' } : damaged(current.failure);
  }

  function damaged(failure: Failure): Recovery {
    const folder = prepareFolder(options.folder);
    const backups = folder.ok ? soundBackups(folder.value, options.log) : [];
    return { state: 'damaged', failure, backups };
  }

  return {
    current: () => current,
    recovery,
    restore(file) {
      const folder = prepareFolder(options.folder);
      if (!folder.ok) return folder;
      const offered = soundBackups(folder.value, options.log).some((backup) => backup.file === file);
      if (!offered) return { ok: false, failure: { code: 'backup-unusable', details: { file } } };
      const restored = restore(folder.value, file, (options.now ?? Date.now)(), options.log);
      if (!restored.ok) return restored;
      current = openStation(options);
      if (current.ok) follow(current.value);
      noticeRole(role());
      return { ok: true, value: recovery() };
    },
    role,
    onRole: (listener) => void roleListeners.push(listener),
    explain(cause) {
      if (current.ok) return current.value.explain(cause);
      options.log.error({ err: cause }, 'something unexpected went wrong');
      return { code: 'unexpected', details: {} };
    },
    async close() {
      if (current.ok) await current.value.close();
    },
  };
}

function wantedBy({ role, configured }: StationStatus['station']): Role {
  return configured ? role : 'desk';
}
