import type { Context } from 'hono';

/**
 * Unpacks a body that was sent with gzip, so that what follows (the limit of its size first) sees it as it was before.
 * False for an encoding that this server does not know.
 */
export function unpackBody({ req }: Context): boolean {
  const encoding = req.header('content-encoding')?.trim().toLowerCase();
  if (encoding === undefined || encoding === 'identity') return true;
  if (encoding !== 'gzip') return false;
  const { body, headers, method, signal } = req.raw;
  if (body === null) return true;
  const unpacked = new Headers(headers);
  for (const name of ['content-encoding', 'content-length', 'transfer-encoding']) unpacked.delete(name);
  const stream = body.pipeThrough(new DecompressionStream('gzip'));
  const init: RequestInit & { duplex: 'half' } = {
    method,
    signal,
    headers: unpacked,
    body: stream,
    duplex: 'half',
  };
  req.raw = new Request(req.url, init);
  return true;
}
