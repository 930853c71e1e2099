/** Draws the hard codes with ffmpeg: pictures of a camera, one grey byte for each pixel. */
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import QRCode from 'qrcode';
import { type HardCode, HEIGHT, WIDTH } from './hard-codes.ts';

const run = promisify(execFile);
const PNG_MODULE_PX = 12;
/** What stands behind the guest: light and shade, and bright lines that are no code. */
const HALL = `geq=lum='90+40*sin(X/37)*cos(Y/53)+60*gt(mod(X+Y/3,170),150)*gt(mod(Y,90),30)':cb=128:cr=128`;

/** The picture of each code before the noise of a sensor, WIDTH by HEIGHT. Files are made in the folder. */
export async function makePictures(codes: readonly HardCode[], folder: string): Promise<Uint8Array[]> {
  const hall = join(folder, 'hall.png');
  await ffmpeg([
    '-f',
    'lavfi',
    '-i',
    `color=black:s=${WIDTH}x${HEIGHT}`,
    '-vf',
    HALL,
    '-frames:v',
    '1',
    hall,
  ]);
  const pictures: Uint8Array[] = [];
  for (const code of codes) pictures.push(await makePicture(code, hall, join(folder, 'code.png')));
  return pictures;
}

async function makePicture(code: HardCode, hall: string, png: string): Promise<Uint8Array> {
  const options = { errorCorrectionLevel: 'M', scale: PNG_MODULE_PX, margin: 4 } as const;
  await writeFile(png, await QRCode.toBuffer(code.text, options));
  const scale = `scale=iw*${code.modulePx / PNG_MODULE_PX}:-1:flags=area`;
  const onCode = ['format=yuv420p', ...(code.onCode ?? []), scale];
  const onPicture = ['overlay=(W-w)/2:(H-h)/2', 'format=yuv420p', ...(code.onPicture ?? []), 'format=gray'];
  const filters = `[0]${onCode.join(',')}[code];[1][code]${onPicture.join(',')}`;
  const one = ['-frames:v', '1', '-f', 'rawvideo', '-'];
  const picture = await ffmpeg(['-i', png, '-i', hall, '-filter_complex', filters, ...one]);
  if (picture.length !== WIDTH * HEIGHT)
    throw new Error(`a picture of ${picture.length} bytes: ${code.kind}`);
  return picture;
}

async function ffmpeg(options: readonly string[]): Promise<Buffer> {
  const limits = { encoding: 'buffer', maxBuffer: 2 * WIDTH * HEIGHT } as const;
  const { stdout } = await run('ffmpeg', ['-y', '-loglevel', 'error', ...options], limits);
  return stdout;
}
