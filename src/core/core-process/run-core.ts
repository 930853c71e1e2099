import type { AnyRouter } from '@orpc/server';
import type { Logger } from 'pino';
import type { ToCore } from '../../contract/core-messages.ts';
import type { Role } from '../../contract/sync.ts';
import { serveWindow } from './serve-window.ts';
import type { ShellLink } from './shell-link.ts';
import { type ShellSeal, shellSeal } from './shell-seal.ts';
import { type RelayedPort, relayedPort, type WindowPort } from './window-port.ts';

/** What the core process serves. */
export interface WindowService {
  readonly routers: Readonly<Record<Role, AnyRouter>>;
  role(): Role;
  /** Calls `listener` with each change of the role. */
  onRole(listener: (role: Role) => void): void;
  close(): Promise<void>;
}

export interface CoreOptions {
  readonly link: ShellLink;
  openLog(folder: string): Logger;
  openService(options: {
    readonly folder: string;
    /** Null where the computer has no keyring. */
    readonly seal: Pick<ShellSeal, 'seal' | 'unseal'> | null;
    readonly log: Logger;
  }): Promise<WindowService>;
}

interface Running {
  readonly log: Logger;
  readonly service: WindowService;
}

/** Does what the shell says, from `start` to `stop`; the process ends with it. */
export function runCore({ link, openLog, openService }: CoreOptions): void {
  const seal = shellSeal((message) => link.send(message));
  const windows = new Map<string, () => void>();
  const relayed = new Map<string, RelayedPort>();
  let starting: Promise<void> | null = null;
  let running: Running | null = null;

  async function start(folder: string, sealing: boolean): Promise<void> {
    const log = openLog(folder);
    process.on('uncaughtException', (error) => {
      log.fatal({ err: error }, 'uncaught error: the core ends and is started again');
      process.stderr.write(`${error.stack}\n`);
      process.exit(1);
    });
    const service = await openService({ folder, seal: sealing ? seal : null, log });
    running = { log, service };
    service.onRole((role) => link.send({ kind: 'role', role }));
    link.send({ kind: 'ready', role: service.role() });
  }

  function openWindow(id: string, window: Role, port: WindowPort | null): void {
    if (running === null) throw new Error('a window came before the station was open');
    const { service, log } = running;
    windows.set(id, serveWindow(port ?? relay(id), service.routers[window], log));
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
    await starting;
    await running?.service.close();
    process.exit(0);
  }

  async function obey(message: ToCore, port: WindowPort | null): Promise<void> {
    switch (message.kind) {
      case 'start':
        if (starting !== null) throw new Error('the station is started already');
        starting = start(message.folder, message.sealing);
        await starting;
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
        await stop();
    }
  }

  link.listen({
    message: (message, port) => void obey(message, port),
    refused: (problem) =>
      running?.log.error({ err: problem }, 'the shell sent a message that fails its schema'),
    closed: () => void stop(),
  });
}
