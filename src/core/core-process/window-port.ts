import type { Frame } from '../../contract/core-messages.ts';

/** The core's end of a window's line, a real port or a relayed one. */
export interface WindowPort {
  post(frame: Frame): void;
  /** `data` is not parsed yet. */
  onData(listener: (data: unknown) => void): void;
  /** The window is gone, or was loaded again. */
  onClose(listener: () => void): void;
  close(): void;
}

/** A port under a forked core: the shell relays what a window says. */
export interface RelayedPort extends WindowPort {
  receive(frame: Frame): void;
}

export function relayedPort(send: (frame: Frame) => void): RelayedPort {
  let hear: (data: unknown) => void = () => {};
  return {
    post: send,
    receive: (frame) => hear(frame),
    onData(listener) {
      hear = listener;
    },
    // The shell says `window-closed`; there is nothing of its own to close.
    onClose() {},
    close() {},
  };
}

/** What this needs of Electron's MessagePortMain. */
export interface ElectronPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
  close(): void;
}

/** A port under a utility process. */
export function electronPort(port: ElectronPort): WindowPort {
  return {
    post: (frame) => port.postMessage(frame),
    onData(listener) {
      port.on('message', (event) => listener(event.data));
      port.start();
    },
    onClose: (listener) => void port.on('close', listener),
    close: () => port.close(),
  };
}
