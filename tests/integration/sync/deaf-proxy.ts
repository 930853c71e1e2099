/** An HTTP proxy that passes requests on but for the line of news: one that knows no server-sent events. */
import { createServer } from 'node:http';

export async function startDeafProxy(upstream: string) {
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    const { url = '', method = 'GET', headers } = request;
    asked.push(url);
    if (url === '/v1/news') {
      response.writeHead(503, { 'content-type': 'text/html' });
      response.end('<h1>Service Unavailable</h1>');
      return;
    }
    const body: Buffer[] = [];
    for await (const bytes of request) body.push(Buffer.from(bytes));
    const answer = await fetch(upstream + url, {
      method,
      headers: {
        'content-type': headers['content-type'] ?? '',
        authorization: headers.authorization ?? '',
        ...(headers['content-encoding'] && { 'content-encoding': headers['content-encoding'] }),
      },
      body: Buffer.concat(body),
    });
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
    response.end(new Uint8Array(await answer.arrayBuffer()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    /** How often the line for news was asked for. */
    newsAsked: () => asked.filter((path) => path === '/v1/news').length,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
