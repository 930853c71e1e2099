import { randomUUID } from 'node:crypto';
import { MessageChannelMain, type MessagePortMain } from 'electron';
import { type FromCore, FromCoreSchema } from '../../contract/core-messages.ts';
import type { Role } from '../../contract/sync.ts';
import type { Keyring } from '../keyring.ts';
import type { Log } from '../log.ts';
import { restartLimit } from '../restart-limit.ts';
import type { CoreHost, HostListener } from './host.ts';

/** How long the core may take to close its database and its print work before it is killed. */
const STOP_LIMIT_MS = 5_000;
/** How much of the core's last words goes into the line of its death. */
const LAST_WORDS_CHARACTERS = 4_000;

/** A window's line to the core; dead once the core is. */
export interface Connection {
  /** The window's end. */
  readonly port: MessagePortMain;
  /** The window is gone, or takes a newer connection. */
  close(): void;
}

/** The owner of the core: starts it, starts it again after a death, stops it. */
export interface CoreProcess {
  /** A new line for a window of this kind; null while no core is ready: `ready` will tell. */
  connect(window: Role): Connection | null;
  /** Resolves when the core has ended, killed if it takes longer than 5 s. */
  stop(): Promise<void>;
}

export interface CoreListener {
  /**
   * The core serves windows, for the first time or again: each window needs a new connection. The role is null while its
   * database is damaged.
   */
  ready(role: Role | null): void;
  role(role: Role): void;
  /** It has died too often; it is not started again. */
  gaveUp(): void;
  /** Whether it may be given up: not where nobody stands by. */
  mayGiveUp(): boolean;
}

interface Run {
  readonly host: CoreHost;
  readonly startedAt: number;
  ready: boolean;
  lastWords: string;
}

export function startCoreProcess(options: {
  readonly startHost: (listener: HostListener) => CoreHost;
  readonly folder: string;
  readonly keyring: Keyring | null;
  readonly log: Log;
  readonly listener: CoreListener;
}): CoreProcess {
  const { listener, keyring, log } = options;
  const limit = restartLimit(() => listener.mayGiveUp());
  let current: Run | null = null;
  let restart: NodeJS.Timeout | undefined;
  let stopped: (() => void) | null = null;

  function start(): void {
    const host = options.startHost({
      message: (message) => receive(run, message),
      trouble: (text) => hear(run, text),
      exit: (code, signal) => bury(run, code, signal),
    });
    const run: Run = { host, startedAt: Date.now(), ready: false, lastWords: '' };
    current = run;
    log.info('core started', { core: host.pid });
    host.send({ kind: 'start', folder: options.folder, sealing: keyring !== null });
  }

  function receive(run: Run, message: unknown): void {
    const parsed = FromCoreSchema.safeParse(message);
    if (parsed.success) obey(run, parsed.data);
    else
      log.error('the core sent a message that fails its schema', { core: run.host.pid, err: parsed.error });
  }

  function obey(run: Run, message: FromCore): void {
    if (run !== current) return;
    const { host } = run;
    switch (message.kind) {
      case 'ready':
        run.ready = true;
        log.info('core ready', { core: host.pid, afterMs: Date.now() - run.startedAt });
        listener.ready(message.role);
        break;
      case 'role':
        listener.role(message.role);
        break;
      case 'seal':
        host.send({ kind: 'sealed', id: message.id, text: keyring?.seal(message.text) ?? null });
        break;
      case 'unseal':
        host.send({ kind: 'unsealed', id: message.id, text: keyring?.unseal(message.text) ?? null });
        break;
      case 'frame':
        // Frames go from port to port (forked-host.ts).
        log.error('the core sent a frame that no port takes', { core: host.pid });
    }
  }

  function hear(run: Run, text: string): void {
    run.lastWords = `${run.lastWords}${text}`.slice(-LAST_WORDS_CHARACTERS);
    log.warn('core complains', { core: run.host.pid, text });
  }

  function bury(run: Run, code: number | null, signal: string | null): void {
    if (run !== current) return;
    current = null;
    const facts = { core: run.host.pid, code, signal, aliveMs: Date.now() - run.startedAt };
    if (stopped) {
      log.info('core stopped', facts);
      stopped();
      return;
    }
    log.error('core died', { ...facts, lastWords: run.lastWords });
    const delay = limit.delayAfterDeath(Date.now());
    if (delay === null) {
      log.fatal('the core died too often and is not started again');
      listener.gaveUp();
    } else {
      restart = setTimeout(start, delay);
    }
  }

  start();
  return {
    connect(window) {
      if (!current?.ready) return null;
      const { host } = current;
      const { port1, port2 } = new MessageChannelMain();
      const id = randomUUID();
      host.openPort(id, window, port2);
      return { port: port1, close: () => host.send({ kind: 'window-closed', id }) };
    },
    async stop() {
      clearTimeout(restart);
      const run = current;
      if (run === null) return;
      const ended = new Promise<void>((resolve) => {
        stopped = resolve;
      });
      run.host.send({ kind: 'stop' });
      const hung = setTimeout(() => {
        log.error(`core did not stop within ${STOP_LIMIT_MS} ms and is killed`, { core: run.host.pid });
        run.host.kill();
      }, STOP_LIMIT_MS);
      await ended;
      clearTimeout(hung);
    },
  };
}
