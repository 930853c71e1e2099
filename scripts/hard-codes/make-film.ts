/** The film of the hard codes that Chromium takes for its camera. */
import { execFile } from 'node:child_process';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { writeFrameNumber } from './frame-number.ts';
import { type HardCode, HEIGHT, WIDTH } from './hard-codes.ts';
import { makePictures } from './make-pictures.ts';

const run = promisify(execFile);
/** Slow enough to read each picture several times over before the next one comes. */
const PICTURES_A_SECOND = 3;
/** The noise of a sensor, new in each picture, and what a webcam's own compression leaves. */
const NOISE = 'noise=c0s=9:c0f=t:c0_seed=11';
const WEBCAM_QUALITY = '5';

/** Makes the film in the folder; each code is held for so many pictures. @returns the switches of the camera. */
export async function makeFilm(
  codes: readonly HardCode[],
  picturesEach: number,
  folder: string,
): Promise<string[]> {
  const raw = join(folder, 'raw');
  const pictures = await makePictures(codes, folder);
  await using file = await open(raw, 'w');
  for (const [place, picture] of pictures.entries()) {
    for (let turn = 0; turn < picturesEach; turn += 1) {
      writeFrameNumber(picture, WIDTH, HEIGHT, place * picturesEach + turn);
      await file.write(picture);
    }
  }
  const [webcam, film] = [join(folder, 'webcam.mjpeg'), join(folder, 'film.y4m')];
  const size = ['-s', `${WIDTH}x${HEIGHT}`, '-r', String(PICTURES_A_SECOND)];
  const noisy = ['-vf', `format=yuvj420p,${NOISE}`, '-c:v', 'mjpeg', '-q:v', WEBCAM_QUALITY];
  await ffmpeg(['-f', 'rawvideo', '-pix_fmt', 'gray', ...size, '-i', raw, ...noisy, webcam]);
  await ffmpeg(['-r', String(PICTURES_A_SECOND), '-i', webcam, '-pix_fmt', 'yuv420p', film]);
  return ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${film}`];
}

async function ffmpeg(options: readonly string[]): Promise<void> {
  await run('ffmpeg', ['-y', '-loglevel', 'error', ...options]);
}
