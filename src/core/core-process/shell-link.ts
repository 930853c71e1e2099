import { type FromCore, type ToCore, ToCoreSchema } from '../../contract/core-messages.ts';
import { type ElectronPort, electronPort, type WindowPort } from './window-port.ts';

/** The line between the core process and the shell that started it. */
export interface ShellLink {
  send(message: FromCore): void;
  /** `port` comes with a `window` message under a utility process. What fails its schema comes as `refused`. */
  listen(listener: ShellListener): void;
}

export interface ShellListener {
  message(message: ToCore, port: WindowPort | null): void;
  refused(problem: Error): void;
  /** The shell is gone. */
  closed(): void;
}

/** What this needs of Electron's process.parentPort, which only a utility process has. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown; ports: ElectronPort[] }) => void): unknown;
}

export function shellLink(): ShellLink {
  return 'parentPort' in process && process.parentPort ? utilityLink(process.parentPort) : forkedLink();
}

function utilityLink(parent: ParentPort): ShellLink {
  return {
    send: (message) => parent.postMessage(message),
    listen(listener) {
      parent.on('message', ({ data, ports: [port] }) =>
        take(data, port ? electronPort(port) : null, listener),
      );
    },
  };
}

function forkedLink(): ShellLink {
  // Ctrl+C in a terminal reaches the whole group: the shell hears it too, and stops the core in order.
  process.on('SIGINT', () => {});
  return {
    send: (message) => void process.send?.(message),
    listen(listener) {
      process.on('message', (message) => take(message, null, listener));
      process.on('disconnect', () => listener.closed());
    },
  };
}

function take(data: unknown, port: WindowPort | null, listener: ShellListener): void {
  const parsed = ToCoreSchema.safeParse(data);
  if (parsed.success) listener.message(parsed.data, port);
  else listener.refused(parsed.error);
}
