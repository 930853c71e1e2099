import { join } from 'node:path';
import { startForkedHost } from './forked-host.ts';
import type { CoreHost, HostListener } from './host.ts';
import { startUtilityHost } from './utility-host.ts';

/** better-sqlite3 needs this version of Node-API. */
const NEEDED_NAPI = 10;

/**
 * Starts the core of the app in `appFolder`: in Electron itself where it is new enough, else under the project's
 * Node 24 (or that of YANQI_NODE), which only a test runtime needs.
 */
export function startHost(appFolder: string, listener: HostListener): CoreHost {
  // The packaged app keeps the core outside its archive.
  const entry = join(appFolder.replace(/app\.asar$/, 'app.asar.unpacked'), 'out/main/core-process.cjs');
  if (Number(process.versions.napi) >= NEEDED_NAPI) return startUtilityHost({ entry, listener });
  const node = process.env.YANQI_NODE ?? join(appFolder, 'node_modules/node/bin/node');
  return startForkedHost({ entry, listener, node });
}
