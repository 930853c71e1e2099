import { type AnyRouter, ORPCError, onError } from '@orpc/server';
import { StandardRPCHandler } from '@orpc/server/standard';
import { createServerPeerHandleRequestFn } from '@orpc/server/standard-peer';
import { ServerPeer } from '@orpc/standard-server-peer';
import type { Logger } from 'pino';
import { FrameSchema } from '../../contract/core-messages.ts';
import type { WindowPort } from './window-port.ts';

/**
 * Answers the calls of one window over its port until it closes, or until the function that this gives is called;
 * streams that still run then are ended. A frame that is broken in any way is logged and dropped: oRPC's own port
 * handler would let it end the process.
 */
export function serveWindow(port: WindowPort, router: AnyRouter, log: Logger): () => void {
  const handler = new StandardRPCHandler(router, { interceptors: [onError((error) => note(error, log))] });
  const handle = createServerPeerHandleRequestFn(handler, { context: {} });
  const peer = new ServerPeer((frame) => port.post(FrameSchema.parse(frame)));
  port.onData((data) => {
    const frame = FrameSchema.safeParse(data);
    if (!frame.success) return log.warn({ type: typeof data }, 'a window sent what is no frame');
    peer
      .message(frame.data, handle)
      .catch((cause) => log.warn({ err: cause }, 'a call from a window failed'));
  });
  port.onClose(() => peer.close());
  return () => {
    peer.close();
    port.close();
  };
}

/** What a procedure threw beside its declared refusals: a bad input is the window's fault, the rest is ours. */
function note(error: unknown, log: Logger): void {
  if (error instanceof ORPCError && error.defined) return;
  if (error instanceof ORPCError && error.status < 500) log.warn({ err: error }, 'a call was refused');
  else log.error({ err: error }, 'a call failed');
}
