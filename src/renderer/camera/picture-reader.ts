import type { CodeKind } from '../../contract/event.ts';
import { type ForReader, LOOKS, type Reading } from './code-looks.ts';
import { shownCodes } from './shown-codes.ts';

/** So often a second is enough for a code that passes by, and leaves the computer cool over a day. */
const INTERVAL_MS = 60;

interface ReaderOptions {
  /** Kinds of code beside QR codes. */
  readonly kinds: readonly CodeKind[];
  /** Called with the codes that are shown in each picture, none where there is none. */
  readonly onPicture: (codes: readonly string[]) => void;
  /** The reader itself does not work; it has stopped. */
  readonly onFault: () => void;
}

/** Reads the codes that a video shows, picture after picture, in a thread of its own. */
export class PictureReader {
  readonly #worker = new Worker(new URL('./read-worker.ts', import.meta.url), { type: 'module' });
  readonly #options: ReaderOptions;
  #isClosed = false;

  constructor(options: ReaderOptions) {
    this.#options = options;
    this.#worker.onerror = (event) => this.#fail(event.message);
  }

  /** Goes on until it is closed; a video that gives no picture is waited for. */
  async read(video: HTMLVideoElement): Promise<void> {
    try {
      await this.#readOn(video);
    } catch (error) {
      this.#fail(String(error));
    }
  }

  async #readOn(video: HTMLVideoElement): Promise<void> {
    for (let turn = 0; !this.#isClosed; turn += 1) {
      await nextPicture(video);
      if (this.#isClosed) return;
      const startedMs = performance.now();
      const reading = await this.#ask(new VideoFrame(video), turn);
      if (this.#isClosed) return;
      if (reading.kind === 'fault') return this.#fail(reading.fault);
      this.#options.onPicture(shownCodes(reading.codes));
      await pause(INTERVAL_MS - (performance.now() - startedMs));
    }
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#tell({ kind: 'end' });
  }

  /** Never answered once the reader is closed. */
  #ask(picture: VideoFrame, turn: number): Promise<Reading> {
    const look = LOOKS[turn % LOOKS.length] ?? 'whole';
    return new Promise((resolve) => {
      this.#worker.onmessage = ({ data }: MessageEvent<Reading>) => resolve(data);
      this.#tell({ kind: 'picture', picture, look, kinds: this.#options.kinds }, [picture]);
    });
  }

  #tell(message: ForReader, given: readonly Transferable[] = []): void {
    this.#worker.postMessage(message, [...given]);
  }

  #fail(fault: string): void {
    if (this.#isClosed) return;
    console.error('codes cannot be read', fault);
    this.close();
    this.#options.onFault();
  }
}

function nextPicture(video: HTMLVideoElement): Promise<void> {
  return new Promise((resolve) => {
    video.requestVideoFrameCallback(() => resolve());
  });
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    window.setTimeout(resolve, milliseconds);
  });
}
