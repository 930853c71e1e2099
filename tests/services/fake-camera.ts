/** A camera that looks at a QR code, for Chromium and Electron. */
import { join } from 'node:path';
import QRCode from 'qrcode';
import { output } from './service-process.ts';

/**
 * Makes the film of a QR code with this text in the folder, and gives the switches that make it the camera. The
 * question for permission stays: it is the program's to answer.
 */
export async function fakeCamera(text: string, folder: string): Promise<string[]> {
  const picture = join(folder, 'camera.png');
  const film = join(folder, 'camera.mjpeg');
  await QRCode.toFile(picture, text, { width: 360, margin: 4 });
  const frame = 'pad=640:480:(ow-iw)/2:(oh-ih)/2:white,format=yuvj420p';
  const filming = [
    '-loop',
    '1',
    '-i',
    picture,
    '-vf',
    frame,
    '-c:v',
    'mjpeg',
    '-q:v',
    '3',
    '-r',
    '10',
    '-t',
    '1',
  ];
  await output('ffmpeg', ['-y', '-loglevel', 'error', ...filming, film]);
  return ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${film}`];
}
