import { z } from 'zod';
import { type CameraTrouble, troubleOf } from './camera-trouble.ts';

/** A camera that shows nothing within this time is taken to be out of order. */
const FIRST_PICTURE_LIMIT_MS = 6_000;
/** A picture that stands still for so long: the camera sleeps, or its lid was shut. */
const STILL_LIMIT_MS = 5_000;
/** Enough for a code at arm's length; more would only take longer to read. */
const WANTED = { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } };

/** What the browser says of a track beside what TypeScript knows of (W3C, MediaStream Image Capture). */
const CapabilitiesSchema = z.object({
  torch: z.boolean().optional(),
  zoom: z.object({ min: z.number(), max: z.number(), step: z.number() }).optional(),
  focusMode: z.array(z.string()).optional(),
});
const SettingsSchema = z.object({
  torch: z.boolean().optional(),
  zoom: z.number().optional(),
  facingMode: z.string().optional(),
});
interface Wishes extends MediaTrackConstraintSet {
  readonly torch?: boolean;
  readonly zoom?: number;
  readonly focusMode?: string;
}

/** What a camera can do beside showing a picture; null for what it cannot. */
export interface CameraAbilities {
  readonly light: boolean | null;
  readonly zoom: Zoom | null;
  /** Looks away from the person at the screen: its picture must not be mirrored. */
  readonly looksAway: boolean;
}

export interface Zoom {
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

/** One camera: opened once, shown in a video element and closed, at any moment. */
export class CameraFeed {
  readonly #video: HTMLVideoElement;
  readonly #closed = new AbortController();
  #track: MediaStreamTrack | null = null;

  /** The video plays by itself (`autoPlay`): there is no answer to wait for when it is taken away meanwhile. */
  constructor(video: HTMLVideoElement) {
    this.#video = video;
  }

  /** Opens a camera, the default one for null. @returns what is wrong, or null once there is a picture. */
  async open(cameraId: string | null, onLost: () => void): Promise<CameraTrouble | null> {
    const which = cameraId === null ? { facingMode: 'user' } : { deviceId: { exact: cameraId } };
    let stream: MediaStream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { ...which, ...WANTED } });
    } catch (error) {
      console.warn('the camera did not start', error);
      return troubleOf(error);
    }
    const [track] = stream.getVideoTracks();
    if (track === undefined) return 'none';
    if (this.#closed.signal.aborted) {
      track.stop();
      return null;
    }
    this.#track = track;
    this.#video.srcObject = stream;
    this.#watch(track, onLost);
    await this.#wish({ focusMode: 'continuous' });
    return (await this.#hasPicture()) ? null : 'silent';
  }

  abilities(): CameraAbilities {
    const { torch, zoom } = CapabilitiesSchema.parse(this.#track?.getCapabilities() ?? {});
    const now = SettingsSchema.parse(this.#track?.getSettings() ?? {});
    return {
      light: torch === true ? (now.torch ?? false) : null,
      zoom: zoom === undefined || zoom.min >= zoom.max ? null : { ...zoom, value: now.zoom ?? zoom.min },
      looksAway: now.facingMode === 'environment',
    };
  }

  setLight(on: boolean): Promise<void> {
    return this.#wish({ torch: on });
  }

  setZoom(zoom: number): Promise<void> {
    return this.#wish({ zoom });
  }

  /** Afterwards the camera is off; one that is still opening goes off as soon as it is on. */
  close(): void {
    this.#closed.abort();
    this.#track?.stop();
    this.#video.srcObject = null;
  }

  /** Changes what the camera can change; what it refuses, it keeps as it was. */
  async #wish(wish: Wishes): Promise<void> {
    const track = this.#track;
    if (track === null) return;
    const able = CapabilitiesSchema.parse(track.getCapabilities());
    if (!Object.keys(wish).every((name) => name in able)) return;
    try {
      await track.applyConstraints({ ...WANTED, advanced: [wish] });
    } catch (error) {
      console.warn('the camera refused', wish, error);
    }
  }

  #hasPicture(): Promise<boolean> {
    const { signal } = this.#closed;
    return new Promise((resolve) => {
      const limit = window.setTimeout(() => resolve(false), FIRST_PICTURE_LIMIT_MS);
      const decide = (has: boolean) => {
        window.clearTimeout(limit);
        resolve(has);
      };
      signal.addEventListener('abort', () => decide(false));
      this.#video.requestVideoFrameCallback(() => decide(true));
    });
  }

  #watch(track: MediaStreamTrack, onLost: () => void): void {
    const { signal } = this.#closed;
    let still: number | undefined;
    const stands = () => {
      still = window.setTimeout(onLost, STILL_LIMIT_MS);
    };
    const moves = () => window.clearTimeout(still);
    track.addEventListener('ended', onLost, { signal });
    track.addEventListener('mute', stands, { signal });
    track.addEventListener('unmute', moves, { signal });
    signal.addEventListener('abort', moves);
  }
}
