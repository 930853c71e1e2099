import { type RefObject, useEffect, useState } from 'react';
import { type Camera, type CameraTrouble, CodeReader, listCameras } from './code-reader.ts';
import { HeldCodes } from './held-codes.ts';

const CHOICE_KEY = 'camera';

export type CameraState = 'starting' | 'running' | CameraTrouble;

export interface CameraControl {
  readonly state: CameraState;
  readonly cameras: readonly Camera[];
  /** The camera that a person chose, or null for the computer's own choice. */
  readonly chosen: string | null;
  choose(id: string): void;
  tryAgain(): void;
}

/** Runs a camera in `picture` while it is mounted, and calls `onCode` once for each code that is shown. */
export function useCamera(
  picture: RefObject<HTMLElement | null>,
  onCode: (code: string) => void,
): CameraControl {
  const [chosen, setChosen] = useState(() => localStorage.getItem(CHOICE_KEY));
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<CameraState>('starting');
  const [cameras, setCameras] = useState<readonly Camera[]>([]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt starts afresh
  useEffect(() => {
    if (picture.current === null) return;
    let isOver = false;
    const held = new HeldCodes();
    const reader = new CodeReader(picture.current, (code) => {
      if (!isOver && held.see(code, performance.now())) onCode(code);
    });
    const begin = async () => {
      setState('starting');
      const trouble = await reader.start(chosen);
      const found = await listCameras();
      if (isOver) return;
      setState(trouble ?? 'running');
      setCameras(found);
    };
    void begin();
    return () => {
      isOver = true;
      void reader.stop();
    };
  }, [picture, onCode, chosen, attempt]);

  return {
    state,
    cameras,
    chosen,
    choose(id) {
      localStorage.setItem(CHOICE_KEY, id);
      setChosen(id);
    },
    tryAgain() {
      setAttempt(attempt + 1);
    },
  };
}
