/** A camera that looks at QR codes, for Chromium and Electron. */
import { join } from 'node:path';
import QRCode from 'qrcode';
import { output } from './service-process.ts';

/** What Chromium's camera plays of such a film, whatever the film says. */
const FRAMES_A_SECOND = 30;

/** What stands before the camera for so long; null for nothing. */
export interface Scene {
  readonly code: string | null;
  readonly seconds: number;
}

/**
 * Makes the film of a QR code with this text in the folder, and gives the switches that make it the camera. The
 * question for permission stays: it is the program's to answer.
 */
export function fakeCamera(text: string, folder: string): Promise<string[]> {
  return filmingCamera([{ code: text, seconds: 1 }], folder);
}

/** The same for several codes, one after the other; then the film begins again. */
export async function filmingCamera(scenes: readonly Scene[], folder: string): Promise<string[]> {
  const film = join(folder, 'camera.mjpeg');
  const inputs: string[] = [];
  for (const [place, { code, seconds }] of scenes.entries()) {
    const picture = join(folder, `camera-${place}.png`);
    if (code === null) inputs.push('-f', 'lavfi', '-t', String(seconds), '-i', 'color=white:s=360x360');
    else {
      await QRCode.toFile(picture, code, { width: 360, margin: 4 });
      inputs.push('-loop', '1', '-t', String(seconds), '-i', picture);
    }
  }
  const frames = scenes.map(
    (_, place) =>
      `[${place}]fps=${FRAMES_A_SECOND},pad=640:480:(ow-iw)/2:(oh-ih)/2:white,format=yuvj420p,setsar=1[s${place}]`,
  );
  const order = scenes.map((_, place) => `[s${place}]`).join('');
  const filming = ['-filter_complex', `${frames.join(';')};${order}concat=n=${scenes.length}`];
  const written = ['-c:v', 'mjpeg', '-q:v', '3', film];
  await output('ffmpeg', ['-y', '-loglevel', 'error', ...inputs, ...filming, ...written]);
  return ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${film}`];
}
