import { useEffect, useState } from 'react';

export type CameraCheck = 'trying' | 'well' | 'none' | 'refused';

/** Opens a camera for a moment and lets it go: whether it can be had when a code is on a phone. */
export function useCameraCheck(): CameraCheck {
  const [state, setState] = useState<CameraCheck>('trying');
  useEffect(() => {
    let isOver = false;
    void openOnce().then((found) => {
      if (!isOver) setState(found);
    });
    return () => {
      isOver = true;
    };
  }, []);
  return state;
}

async function openOnce(): Promise<CameraCheck> {
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ video: true });
    for (const track of stream.getTracks()) track.stop();
    return 'well';
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'NotFoundError') return 'none';
    console.warn('the camera cannot be opened', cause);
    return 'refused';
  }
}
