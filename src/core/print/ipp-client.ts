import { existsSync } from 'node:fs';
import { type ClientRequest, request as httpRequest, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { decodeAnswer, encodeRequest, type IppAnswer, type IppRequest } from './ipp-message.ts';

/** The local print system answers in milliseconds; who takes this long is as good as gone. */
const TIME_LIMIT_MS = 3_000;
const IPP_PORT = 631;
const USUAL_SOCKET = '/run/cups/cups.sock';

/** Where CUPS listens: a socket file, or a host and port. */
export type CupsAddress = { readonly socketPath: string } | { readonly host: string; readonly port: number };

/**
 * Where CUPS is, by the rules of cups.conf(5): CUPS_SERVER as `host`, `host:port`, `[IPv6]:port` or a socket's path;
 * else the usual socket where there is one, else localhost:631.
 */
export function cupsAddress(server: string | undefined): CupsAddress {
  if (server === undefined || server === '') {
    return existsSync(USUAL_SOCKET) ? { socketPath: USUAL_SOCKET } : { host: 'localhost', port: IPP_PORT };
  }
  if (server.startsWith('/')) return { socketPath: server };
  // Old clients were told the version of the protocol after a slash.
  const [, ipv6, host, port] = /^(?:\[(.+)\]|([^:/]+))(?::(\d+))?(?:\/version=.*)?$/.exec(server) ?? [];
  // What cannot be read is no host either: it shows as a print system that does not answer.
  return { host: ipv6 ?? host ?? server, port: Number(port ?? IPP_PORT) };
}

/** Whether CUPS runs on this computer: then it reaches its printers from here, as we do. */
export function isLocal(address: CupsAddress): boolean {
  return 'socketPath' in address || /^(localhost|127\.[\d.]+|::1)$/i.test(address.host);
}

/**
 * Why there was no answer: `sent` tells whether the print system may have got the request all the same.
 */
export class IppUnanswered extends Error {
  override readonly name = 'IppUnanswered';
  readonly sent: boolean;

  constructor(message: string, sent: boolean, cause?: unknown) {
    super(message, { cause });
    this.sent = sent;
  }
}

/** Asks CUPS. Rejects with IppUnanswered. */
export function askCups(address: CupsAddress, request: IppRequest): Promise<IppAnswer> {
  // For all operations: which printer or job is meant stands in the message.
  return ask((options) => httpRequest({ ...options, ...address, path: '/' }), request, 'connect');
}

/**
 * Asks a printer itself, at its address as CUPS has it: `ipp://…` or `ipps://…`. Rejects with IppUnanswered. Printers
 * sign their own certificates, so nobody can tell one from another by them: tell it nothing that is secret.
 */
export function askPrinter(uri: URL, request: IppRequest): Promise<IppAnswer> {
  const host = uri.hostname.replace(/^\[|\]$/g, '');
  const place = { host, port: Number(uri.port || IPP_PORT), path: uri.pathname + uri.search };
  if (uri.protocol === 'ipps:')
    return ask(
      (options) => httpsRequest({ ...options, ...place, rejectUnauthorized: false }),
      request,
      'secureConnect',
    );
  return ask((options) => httpRequest({ ...options, ...place }), request, 'connect');
}

function ask(
  call: (options: RequestOptions) => ClientRequest,
  message: IppRequest,
  connecting: 'connect' | 'secureConnect',
): Promise<IppAnswer> {
  const body = encodeRequest(message);
  return new Promise((resolve, reject) => {
    let connected = false;
    const request = call(httpOptions(body.length));
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', fail);
      response.on('end', () => {
        if (response.statusCode !== 200) return fail(new Error(`HTTP status ${response.statusCode}`));
        try {
          resolve(decodeAnswer(Buffer.concat(chunks)));
        } catch (cause) {
          fail(cause);
        }
      });
    });
    request.on('socket', (socket) => socket.on(connecting, () => (connected = true)));
    request.on('error', fail);
    request.end(body);

    function fail(cause: unknown): void {
      reject(new IppUnanswered('the print system did not answer', connected, cause));
    }
  });
}

function httpOptions(length: number): RequestOptions {
  return {
    method: 'POST',
    headers: { 'Content-Type': 'application/ipp', 'Content-Length': length },
    // A connection of its own: one that CUPS closed meanwhile would look like a lost request.
    agent: false,
    signal: AbortSignal.timeout(TIME_LIMIT_MS),
  };
}
