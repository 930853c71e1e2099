/** A TCP proxy between station and server whose line can be cut at any moment. */
import { connect, createServer, type Socket } from 'node:net';

export interface CuttableProxy {
  /** Where stations connect to. */
  readonly url: string;
  /** Bytes of answers that were kept back. */
  readonly heldBytes: number;
  /** From now on connections go to this port. */
  connectTo(port: number): void;
  /** Breaks every connection and refuses new ones. */
  cut(): void;
  /** Breaks a connection once it has carried so many bytes to the server, and refuses new ones. */
  cutAfter(bytes: number): void;
  /** Lets requests through and keeps the answers. */
  holdAnswers(): void;
  /** Everything passes again. */
  restore(): void;
  [Symbol.asyncDispose](): Promise<void>;
}

export async function startProxy(upstream: string): Promise<CuttableProxy> {
  let port = Number(new URL(upstream).port);
  let open = true;
  let holding = false;
  let allowedBytes = Number.POSITIVE_INFINITY;
  let heldBytes = 0;
  const sockets = new Set<Socket>();

  function cut(): void {
    open = false;
    for (const socket of sockets) socket.destroy();
  }

  function track(socket: Socket, other: Socket): void {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => {
      sockets.delete(socket);
      other.destroy();
    });
  }

  const server = createServer((client) => {
    if (!open) {
      client.destroy();
      return;
    }
    const target = connect(port, '127.0.0.1');
    track(client, target);
    track(target, client);
    client.on('data', (bytes) => {
      if (bytes.length > allowedBytes) {
        target.write(bytes.subarray(0, allowedBytes));
        cut();
        return;
      }
      allowedBytes -= bytes.length;
      target.write(bytes);
    });
    target.on('data', (bytes) => {
      if (holding) heldBytes += bytes.length;
      else client.write(bytes);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');

  return {
    url: `http://127.0.0.1:${address.port}`,
    get heldBytes() {
      return heldBytes;
    },
    connectTo(next) {
      port = next;
      // Kept-alive connections lead to the old port.
      for (const socket of sockets) socket.destroy();
    },
    cut,
    cutAfter(bytes) {
      allowedBytes = bytes;
    },
    holdAnswers() {
      heldBytes = 0;
      holding = true;
    },
    restore() {
      open = true;
      holding = false;
      allowedBytes = Number.POSITIVE_INFINITY;
    },
    async [Symbol.asyncDispose]() {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
