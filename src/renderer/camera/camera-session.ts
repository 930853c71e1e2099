import type { CodeKind } from '../../contract/event.ts';
import { type CameraAbilities, CameraFeed } from './camera-feed.ts';
import type { CameraTrouble } from './camera-trouble.ts';
import { type Camera, findCamera, listCameras } from './cameras.ts';
import { PictureReader } from './picture-reader.ts';

/** What is known of a camera from its opening on. */
export interface CameraView {
  readonly state: 'starting' | 'running' | CameraTrouble;
  /** The cameras of the computer; none before the first was opened. */
  readonly cameras: readonly Camera[];
  /** The one that this is about; null for the computer's own choice. */
  readonly current: string | null;
  /** What the running camera can do; null while none runs. */
  readonly abilities: CameraAbilities | null;
}

interface SessionOptions {
  /** Shows the picture. */
  readonly video: HTMLVideoElement;
  /** Null for the computer's own choice, which is also taken when the wanted one is gone. */
  readonly wanted: Camera | null;
  /** Kinds of code beside QR codes. */
  readonly kinds: readonly CodeKind[];
  /** Called with the codes that are shown in each picture. */
  readonly onPicture: (codes: readonly string[]) => void;
  readonly onView: (view: CameraView) => void;
}

/** One camera from its opening to its end. Whatever goes wrong ends it: the camera is let go, and the view says why. */
export class CameraSession {
  readonly #options: SessionOptions;
  readonly #feed: CameraFeed;
  readonly #reader: PictureReader;
  #view: CameraView;
  #isOver = false;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#view = { state: 'starting', cameras: [], current: options.wanted?.id ?? null, abilities: null };
    this.#feed = new CameraFeed(options.video);
    // Its thread starts while the camera does.
    this.#reader = new PictureReader({
      kinds: options.kinds,
      onPicture: options.onPicture,
      onFault: () => this.#end('unreadable'),
    });
    void this.#open();
  }

  async setLight(on: boolean): Promise<void> {
    await this.#feed.setLight(on);
    this.#tellAbilities();
  }

  async setZoom(zoom: number): Promise<void> {
    await this.#feed.setZoom(zoom);
    this.#tellAbilities();
  }

  close(): void {
    this.#isOver = true;
    this.#reader.close();
    this.#feed.close();
  }

  async #open(): Promise<void> {
    const { wanted } = this.#options;
    const camera = wanted === null ? null : findCamera(wanted, await listCameras());
    const trouble = await this.#feed.open(camera?.id ?? null, () => this.#end('lost'));
    const cameras = await listCameras();
    if (this.#isOver) return;
    this.#tell({ cameras, current: camera?.id ?? null });
    if (trouble !== null) return this.#end(trouble);
    this.#tell({ state: 'running', abilities: this.#feed.abilities() });
    await this.#reader.read(this.#options.video);
  }

  #end(trouble: CameraTrouble): void {
    if (this.#isOver) return;
    this.#tell({ state: trouble, abilities: null });
    this.close();
  }

  /** A camera may refuse a change: the view says how it is, not how it was asked to be. */
  #tellAbilities(): void {
    if (!this.#isOver) this.#tell({ abilities: this.#feed.abilities() });
  }

  #tell(news: Partial<CameraView>): void {
    this.#view = { ...this.#view, ...news };
    this.#options.onView(this.#view);
  }
}
