import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';

/** A server that takes a call and says nothing, as one does that hangs. */
export interface SilentServer extends Disposable {
  readonly url: string;
  /** Ends the calls, and takes no more. */
  hangUp(): void;
}

export async function startSilentServer(): Promise<SilentServer> {
  const calls = new Set<Socket>();
  const server = createServer((call) => calls.add(call.on('error', () => calls.delete(call))));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  const hangUp = () => {
    server.close();
    for (const call of calls) call.destroy();
  };
  return { url: `http://127.0.0.1:${address.port}`, hangUp, [Symbol.dispose]: hangUp };
}
