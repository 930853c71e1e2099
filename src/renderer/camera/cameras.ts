import { z } from 'zod';

const CameraSchema = z.object({ id: z.string(), label: z.string() });
/** A camera of the computer; names come once one of them was allowed. */
export type Camera = z.infer<typeof CameraSchema>;

/** Desk and kiosk may stand side by side on one computer: each page remembers its own. */
const CHOICE_KEY = `camera:${location.pathname}`;

export async function listCameras(): Promise<Camera[]> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices
    .filter((device) => device.kind === 'videoinput')
    .map((device) => ({ id: device.deviceId, label: device.label }));
}

/** The camera that a person chose at this window; null when none was. */
export function rememberedCamera(): Camera | null {
  const kept = localStorage.getItem(CHOICE_KEY);
  if (kept === null) return null;
  try {
    return CameraSchema.parse(JSON.parse(kept));
  } catch (error) {
    console.warn('the remembered camera is not readable', error);
    return null;
  }
}

export function rememberCamera(camera: Camera): void {
  localStorage.setItem(CHOICE_KEY, JSON.stringify(camera));
}

/**
 * The same camera among those that are here: one that was put into another socket has a new id and its old name.
 * Null when it is gone.
 */
export function findCamera(wanted: Camera, cameras: readonly Camera[]): Camera | null {
  const sameId = cameras.find(({ id }) => id === wanted.id);
  const sameName = cameras.find(({ label }) => label !== '' && label === wanted.label);
  return sameId ?? sameName ?? null;
}

/** The one to try when a camera fails (null: the computer's first), or null when there is no other. */
export function cameraAfter(failed: string | null, cameras: readonly Camera[]): Camera | null {
  const place = cameras.findIndex(({ id }) => id === failed);
  const next = cameras[(Math.max(0, place) + 1) % cameras.length];
  return next === undefined || cameras.length < 2 ? null : next;
}
