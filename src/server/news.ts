import { EventEmitter } from 'node:events';
import { z } from 'zod';
import { StationIdSchema } from '../contract/op.ts';
import { CursorSchema } from '../contract/sync.ts';

const NewsItemSchema = z.strictObject({
  /** The end of the log behind what changed. */
  cursor: CursorSchema,
  /** The station that changed it, which knows already; null for the console. */
  from: StationIdSchema.nullable(),
});
export type NewsItem = z.infer<typeof NewsItemSchema>;

/** News as one server process tells the others. */
export function newsText(item: NewsItem): string {
  return JSON.stringify(item);
}

/** Tells whoever listens at this process that something was committed, here or at another process. */
export class News {
  readonly #emitter = new EventEmitter<{ news: [NewsItem] }>().setMaxListeners(0);

  tell(item: NewsItem): void {
    this.#emitter.emit('news', item);
  }

  /** News that came as text. Throws when it is none. */
  tellText(text: string): void {
    this.tell(NewsItemSchema.parse(JSON.parse(text)));
  }

  /** How many listen. */
  get listeners(): number {
    return this.#emitter.listenerCount('news');
  }

  /**
   * The cursor after each change that was not made by `station`, from now until the signal. A slow listener misses
   * none of what matters: several changes become the last one's cursor.
   */
  follow(station: string | null, signal: AbortSignal): AsyncGenerator<{ cursor: string }> {
    const slot = new LatestCursor();
    const hear = (item: NewsItem) => {
      if (station === null || item.from !== station) slot.put(item.cursor);
    };
    this.#emitter.on('news', hear);
    const end = () => {
      this.#emitter.off('news', hear);
      slot.close();
    };
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
    return slot.cursors();
  }
}

class LatestCursor {
  #latest: string | null = null;
  #closed = false;
  #wake = Promise.withResolvers<void>();

  put(cursor: string): void {
    this.#latest = cursor;
    this.#wake.resolve();
  }

  close(): void {
    this.#closed = true;
    this.#wake.resolve();
  }

  async *cursors(): AsyncGenerator<{ cursor: string }> {
    while (!this.#closed) {
      await this.#wake.promise;
      this.#wake = Promise.withResolvers();
      if (this.#latest === null) continue;
      const cursor = this.#latest;
      this.#latest = null;
      yield { cursor };
    }
  }
}
