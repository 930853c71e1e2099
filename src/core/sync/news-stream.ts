import { EventSourceParserStream } from 'eventsource-parser/stream';
import { z } from 'zod';
import { CursorSchema } from '../../contract/sync.ts';
import type { Timers } from './timers.ts';
import type { Credentials } from './token-store.ts';

const CONNECT_LIMIT_MS = 10_000;
/** The server says something at least every 5 seconds. */
const SILENCE_LIMIT_MS = 20_000;

const NewsSchema = z.object({ cursor: CursorSchema });

export interface NewsListener {
  /** The line stands: from now on nothing is missed. */
  onOpen(): void;
  /** Another station or the console changed something. */
  onNews(): void;
}

/**
 * Listens for news until the line ends or falls silent, or until `signal`. Rejects when there is no line at all or
 * something else than the server answers.
 */
export async function listenForNews(
  { server, token }: Credentials,
  listener: NewsListener,
  timers: Timers,
  signal: AbortSignal,
): Promise<void> {
  const limit = new SilenceLimit(timers);
  limit.allow(CONNECT_LIMIT_MS);
  try {
    const response = await fetch(`${server}/v1/news`, {
      headers: { accept: 'text/event-stream', authorization: `Bearer ${token}` },
      redirect: 'manual',
      signal: AbortSignal.any([limit.signal, signal]),
    });
    const body = eventStreamOf(response);
    listener.onOpen();
    limit.allow(SILENCE_LIMIT_MS);
    const heard = new TransformStream<string, string>({
      transform(text, controller) {
        limit.allow(SILENCE_LIMIT_MS);
        controller.enqueue(text);
      },
    });
    const events = body
      .pipeThrough(new TextDecoderStream())
      .pipeThrough(heard)
      .pipeThrough(new EventSourceParserStream({ maxBufferSize: 100_000 }));
    for await (const event of events) {
      if (event.event === 'message' && NewsSchema.safeParse(parseJson(event.data)).success) listener.onNews();
    }
  } finally {
    limit.end();
  }
}

function eventStreamOf(response: Response): NonNullable<Response['body']> {
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') ?? false;
  if (response.status === 200 && isStream && response.body !== null) return response.body;
  response.body?.cancel().catch(() => undefined);
  throw new Error(`no news: the server answered ${response.status}`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Aborts its signal when nothing was heard for too long. */
class SilenceLimit {
  readonly #timers: Timers;
  readonly #controller = new AbortController();
  #cancel: () => void = () => undefined;

  constructor(timers: Timers) {
    this.#timers = timers;
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** From now on, so many milliseconds of silence are too long. */
  allow(milliseconds: number): void {
    this.#cancel();
    this.#cancel = this.#timers.after(milliseconds, () => this.#controller.abort());
  }

  end(): void {
    this.#cancel();
  }
}
