import { utilityProcess } from 'electron';
import type { CoreHost, HostOptions } from './host.ts';

/** Runs the core as an Electron utility process: the product's way. Its ports are real and go straight to the core. */
export function startUtilityHost({ entry, listener }: HostOptions): CoreHost {
  const child = utilityProcess.fork(entry, [], { serviceName: 'Yanqi Desk core', stdio: 'pipe' });
  child.on('message', (message) => listener.message(message));
  child.on('exit', (code) => listener.exit(code, null));
  child.stdout?.resume();
  child.stderr?.on('data', (chunk) => listener.trouble(String(chunk)));
  return {
    get pid() {
      return child.pid;
    },
    send: (message) => child.postMessage(message),
    openPort: (id, window, port) => child.postMessage({ kind: 'window', id, window }, [port]),
    kill() {
      // Not child.kill(): a hung core may not hear SIGTERM.
      if (child.pid !== undefined) process.kill(child.pid, 'SIGKILL');
    },
  };
}
