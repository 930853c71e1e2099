import { type RefObject, useEffect, useRef, useState } from 'react';
import type { CodeKind } from '../../contract/event.ts';
import { CameraSession, type CameraView } from './camera-session.ts';
import { type Camera, cameraAfter, rememberCamera, rememberedCamera } from './cameras.ts';
import { HeldCodes } from './held-codes.ts';

/** Where nobody stands by, the next camera, or the same once more, is tried after so long. */
const NEXT_TRY_MS = 5_000;
const STARTING: CameraView = { state: 'starting', cameras: [], current: null, abilities: null };

export interface CameraControl extends CameraView {
  /** Another one to choose when this one fails. */
  readonly other: Camera | null;
  choose(camera: Camera): void;
  tryAgain(): void;
  setLight(on: boolean): void;
  setZoom(zoom: number): void;
}

interface CameraOptions {
  /** Shows the picture. */
  readonly video: RefObject<HTMLVideoElement | null>;
  /** Kinds of code beside QR codes. */
  readonly kinds: readonly CodeKind[];
  /** Called once for each code that is shown. */
  readonly onCode: (code: string) => void;
  /** True where nobody stands by to choose: goes on to the next camera by itself. */
  readonly isAlone: boolean;
}

/** Runs a camera in `video` while that is mounted. */
export function useCamera({ video, kinds, onCode, isAlone }: CameraOptions): CameraControl {
  // Each attempt is a new object: the same camera once more is an attempt as well.
  const [attempt, setAttempt] = useState(() => ({ wanted: rememberedCamera() }));
  const [view, setView] = useState(STARTING);
  const [held] = useState(() => new HeldCodes());
  const session = useRef<CameraSession | null>(null);
  const kindsKey = kinds.join();

  // biome-ignore lint/correctness/useExhaustiveDependencies: kinds are the same when their names are
  useEffect(() => {
    const element = video.current;
    if (element === null) return;
    setView((before) => ({ ...STARTING, cameras: before.cameras, current: attempt.wanted?.id ?? null }));
    const onPicture = (codes: readonly string[]) => {
      for (const code of held.see(codes, performance.now())) onCode(code);
    };
    // What was held before another camera is out of view until this one has seen it.
    onPicture([]);
    const started = new CameraSession({
      video: element,
      wanted: attempt.wanted,
      kinds,
      onPicture,
      onView: setView,
    });
    session.current = started;
    return () => started.close();
  }, [video, onCode, held, attempt, kindsKey]);

  const other = cameraAfter(view.current, view.cameras);
  const hasFailed = view.state !== 'starting' && view.state !== 'running';
  useEffect(() => {
    if (!hasFailed) return;
    const again = () => setAttempt(({ wanted }) => ({ wanted }));
    const next = () => setAttempt(({ wanted }) => ({ wanted: other ?? wanted }));
    const timer = isAlone ? window.setTimeout(next, NEXT_TRY_MS) : undefined;
    // One was plugged in.
    navigator.mediaDevices.addEventListener('devicechange', again);
    return () => {
      window.clearTimeout(timer);
      navigator.mediaDevices.removeEventListener('devicechange', again);
    };
  }, [hasFailed, isAlone, other]);

  return {
    ...view,
    other,
    choose(camera) {
      rememberCamera(camera);
      setAttempt({ wanted: camera });
    },
    tryAgain: () => setAttempt(({ wanted }) => ({ wanted })),
    setLight: (on) => void session.current?.setLight(on),
    setZoom: (zoom) => void session.current?.setZoom(zoom),
  };
}
