/** The built application in out/: knows when it is older than its sources, and builds it again. */
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The folder to give to Electron, and the root of the project. */
export const projectFolder = join(import.meta.dirname, '..');

const sources = ['src', 'resources', 'electron.vite.config.ts', 'package-lock.json'];
const built = ['out/main/main.cjs', 'out/preload/preload.cjs'];

/** Builds out/ unless it is newer than every source. Throws when the build fails; it has then said why. */
export function ensureBuilt(): void {
  if (oldest(built) >= newest(sources)) return;
  const build = spawnSync(process.execPath, [electronVite(), 'build', '--logLevel', 'warn'], {
    cwd: projectFolder,
    stdio: ['ignore', 2, 2],
  });
  if (build.status !== 0) throw new Error('The build failed.');
}

/** The program file of electron-vite, for this Node. */
export function electronVite(): string {
  return join(projectFolder, 'node_modules/electron-vite/bin/electron-vite.js');
}

function oldest(paths: string[]): number {
  return Math.min(
    ...paths.map((path) => statSync(join(projectFolder, path), { throwIfNoEntry: false })?.mtimeMs ?? 0),
  );
}

function newest(paths: string[]): number {
  return Math.max(
    ...paths.flatMap((path) => {
      const full = join(projectFolder, path);
      const status = statSync(full);
      if (!status.isDirectory()) return status.mtimeMs;
      const entries = readdirSync(full, { recursive: true, encoding: 'utf8' });
      return [status.mtimeMs, ...entries.map((entry) => statSync(join(full, entry)).mtimeMs)];
    }),
  );
}
