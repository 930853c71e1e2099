/** What the camera of a kiosk looks at in pictures: somebody before it who holds up a phone with no code on it yet. */
import { join } from 'node:path';
import { output } from '../../tests/services/service-process.ts';

const HALL = 'gradients=s=640x480:c0=0x8fa3ad:c1=0x3c4f59:x0=0:y0=0:x1=640:y1=480:speed=0.00001:d=1:r=30';
/** Out of focus, as whoever stands behind their phone is. */
const PERSON = [
  'drawbox=x=60:y=0:w=90:h=330:color=0xc9d6dc@0.5:t=fill',
  'drawbox=x=500:y=20:w=60:h=300:color=0xc9d6dc@0.4:t=fill',
  'drawbox=x=170:y=300:w=300:h=180:color=0x22384a:t=fill',
  'drawbox=x=250:y=90:w=140:h=200:color=0xd9b39a:t=fill',
  'drawbox=x=240:y=60:w=160:h=80:color=0x2b2320:t=fill',
  'gblur=sigma=22',
];
const PHONE = [
  'drawbox=x=262:y=222:w=116:h=216:color=0x0c0f12:t=fill',
  'drawbox=x=270:y=236:w=100:h=188:color=0xf4f7f8:t=fill',
  'drawbox=x=284:y=258:w=72:h=10:color=0x0e4a63:t=fill',
  'drawbox=x=284:y=280:w=52:h=8:color=0xb9c6cc:t=fill',
  'drawbox=x=284:y=304:w=72:h=72:color=0xdde5e8:t=fill',
  'gblur=sigma=1.4',
];

/** Makes the film in the folder; the switches that make it the camera. */
export async function guestFilm(folder: string): Promise<string[]> {
  const film = join(folder, 'guest.mjpeg');
  const look = [...PERSON, ...PHONE, 'format=yuvj420p'].join(',');
  const written = ['-t', '1', '-c:v', 'mjpeg', '-q:v', '3', film];
  await output('ffmpeg', ['-y', '-loglevel', 'error', '-f', 'lavfi', '-i', `${HALL},${look}`, ...written]);
  return ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${film}`];
}
