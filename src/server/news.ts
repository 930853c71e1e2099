import { EventEmitter } from 'node:events';

export interface NewsItem {
  /** The end of the log behind what changed. */
  readonly cursor: string;
  /** The station that changed it, which knows already; null for the console. */
  readonly from: string | null;
}

/** Tells whoever listens in this process that something was committed. */
export class News {
  readonly #emitter = new EventEmitter<{ news: [NewsItem] }>().setMaxListeners(0);

  tell(item: NewsItem): void {
    this.#emitter.emit('news', item);
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
