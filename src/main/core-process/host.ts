import type { MessagePortMain } from 'electron';
import type { ToCore } from '../../contract/core-messages.ts';
import type { Role } from '../../contract/sync.ts';

/** One run of the core, whatever kind of process it is. */
export interface CoreHost {
  readonly pid: number | undefined;
  send(message: ToCore): void;
  /** Gives a window's port to the core. */
  openPort(id: string, window: Role, port: MessagePortMain): void;
  kill(): void;
}

/** What a host tells its owner; `message` is not parsed yet. */
export interface HostListener {
  message(message: unknown): void;
  /** What the core wrote on stderr (under a crash the only trace), or what could not be passed on to it. */
  trouble(text: string): void;
  /** The process is gone; `code` is null when `signal` ended it. Called once. */
  exit(code: number | null, signal: string | null): void;
}

export interface HostOptions {
  /** The bundled core-process.cjs. */
  readonly entry: string;
  readonly listener: HostListener;
}
