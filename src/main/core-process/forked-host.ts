import { fork } from 'node:child_process';
import type { MessagePortMain } from 'electron';
import { FrameSchema, FromCoreSchema, type ToCore } from '../../contract/core-messages.ts';
import type { CoreHost, HostOptions } from './host.ts';

/**
 * Runs the core under a Node of its own, where Electron's is too old for the database (N-API below 10). A forked
 * process takes no ports, so this relays the frames of each window. It closes the ports when the core dies: nobody
 * else can, and callers would wait for ever.
 *
 * @param options.node the Node 24 executable
 */
export function startForkedHost({
  entry,
  listener,
  node,
}: HostOptions & { readonly node: string }): CoreHost {
  const ports = new Map<string, MessagePortMain>();
  const child = fork(entry, [], {
    execPath: node,
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let exited = false;

  function exit(code: number | null, signal: string | null): void {
    if (exited) return;
    exited = true;
    for (const port of ports.values()) port.close();
    ports.clear();
    listener.exit(code, signal);
  }

  function send(message: ToCore): void {
    // A message to a core that has just died is lost; its exit is already under way.
    if (child.connected) child.send(message, (error) => error && listener.trouble(error.message));
  }

  child.on('message', (message) => {
    const parsed = FromCoreSchema.safeParse(message);
    if (parsed.success && parsed.data.kind === 'frame') {
      ports.get(parsed.data.id)?.postMessage(parsed.data.frame);
    } else {
      listener.message(message);
    }
  });
  child.stderr?.on('data', (chunk) => listener.trouble(String(chunk)));
  child.on('error', (error) => {
    listener.trouble(error.message);
    if (child.pid === undefined) exit(null, null);
  });
  child.on('exit', exit);

  return {
    pid: child.pid,
    send(message) {
      if (message.kind === 'window-closed') ports.delete(message.id);
      send(message);
    },
    openPort(id, window, port) {
      ports.set(id, port);
      send({ kind: 'window', id, window });
      port.on('message', ({ data }) => {
        const frame = FrameSchema.safeParse(data);
        if (frame.success) send({ kind: 'frame', id, frame: frame.data });
        else listener.trouble(`A window sent what is no frame: ${typeof data}`);
      });
      port.on('close', () => {
        if (ports.delete(id)) send({ kind: 'window-closed', id });
      });
      port.start();
    },
    kill: () => void child.kill('SIGKILL'),
  };
}
