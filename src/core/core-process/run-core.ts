import { join } from 'node:path';
import type { Logger } from 'pino';
import type { ToCore } from '../../contract/core-messages.ts';
import type { Role } from '../../contract/sync.ts';
import { windowSession } from '../staff/window-session.ts';
import { keepStation, type StationKeeper } from '../station/station-keeper.ts';
import { openStationLog } from '../station/station-log.ts';
import { deskRouter, kioskRouter } from '../window-router.ts';
import { serveWindow } from './serve-window.ts';
import type { ShellLink } from './shell-link.ts';
import { shellSeal } from './shell-seal.ts';
import { type RelayedPort, relayedPort, type WindowPort } from './window-port.ts';

interface Running {
  readonly keeper: StationKeeper;
  readonly log: Logger;
}

/** Does what the shell says, from `start` to `stop`; the process ends with it. */
export function runCore(link: ShellLink): void {
  const seal = shellSeal((message) => link.send(message));
  const windows = new Map<string, () => void>();
  const relayed = new Map<string, RelayedPort>();
  let running: Running | null = null;

  /** Opens the station; one that cannot be opened still has windows, which say why and offer its backups. */
  function start(folder: string, sealing: boolean): void {
    const log = openStationLog(join(folder, 'station.log'));
    endOnUncaughtErrors(log);
    const keeper = keepStation({ folder, seal: sealing ? seal : null, background: true, log });
    running = { keeper, log };
    keeper.onRole((role) => link.send({ kind: 'role', role }));
    link.send({ kind: 'ready', role: keeper.role() });
  }

  function openWindow(id: string, window: Role, port: WindowPort | null): void {
    if (running === null) throw new Error('a window came before the station was open');
    const { keeper, log } = running;
    const line = port ?? relay(id);
    windows.set(
      id,
      window === 'desk' ? serveDesk(line, keeper, log) : serveWindow(line, kioskRouter(keeper), log),
    );
    log.info({ id, window, connected: windows.size }, 'window connected');
  }

  function relay(id: string): WindowPort {
    const port = relayedPort((frame) => link.send({ kind: 'frame', id, frame }));
    relayed.set(id, port);
    return port;
  }

  function closeWindow(id: string): void {
    windows.get(id)?.();
    windows.delete(id);
    relayed.delete(id);
  }

  async function stop(): Promise<void> {
    for (const id of [...windows.keys()]) closeWindow(id);
    await running?.keeper.close();
    process.exit(0);
  }

  function obey(message: ToCore, port: WindowPort | null): void {
    switch (message.kind) {
      case 'start':
        if (running !== null) throw new Error('the station is open already');
        start(message.folder, message.sealing);
        break;
      case 'window':
        openWindow(message.id, message.window, port);
        break;
      case 'window-closed':
        closeWindow(message.id);
        break;
      case 'frame':
        relayed.get(message.id)?.receive(message.frame);
        break;
      case 'sealed':
      case 'unsealed':
        seal.answer(message.id, message.text);
        break;
      case 'stop':
        void stop();
    }
  }

  link.listen({
    message: obey,
    refused: (problem) =>
      running?.log.error({ err: problem }, 'the shell sent a message that fails its schema'),
    closed: () => void stop(),
  });
}

/** Who is at a desk window is signed in for as long as its line holds. */
function serveDesk(line: WindowPort, keeper: StationKeeper, log: Logger): () => void {
  const session = windowSession(keeper);
  const hangUp = serveWindow(line, deskRouter(keeper, session), log);
  return () => {
    hangUp();
    session.close();
  };
}

/** After an error that nobody caught nothing is sure; what is committed is safe, and the shell starts a new core. */
function endOnUncaughtErrors(log: Logger): void {
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'uncaught error: the core ends and is started again');
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  });
}
