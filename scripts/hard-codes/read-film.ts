/** Runs in a page: lets each decoder read every picture of the camera, one after the other. */
import { Html5QrcodeSupportedFormats } from 'html5-qrcode';
import { BaseLoggger } from 'html5-qrcode/esm/core';
import { ZXingHtml5QrcodeDecoder } from 'html5-qrcode/esm/zxing-html5-qrcode-decoder';
import { LOOKS, type PictureToRead, type Reading } from '../../src/renderer/camera/code-looks.ts';
import { readFrameNumber } from './frame-number.ts';

/** What one decoder made of one picture. */
export interface PictureRead {
  readonly picture: number;
  readonly decoder: 'ours' | 'theirs' | 'theirs-small';
  readonly texts: readonly string[];
  readonly ms: number;
}

/** The width of the element that html5-qrcode is usually given: it reads at that size, whatever the camera gives. */
const USUAL_WIDTH = 640;

const thread = new Worker(new URL('../../src/renderer/camera/read-worker.ts', import.meta.url), {
  type: 'module',
});
const theirs = new ZXingHtml5QrcodeDecoder(
  [Html5QrcodeSupportedFormats.QR_CODE],
  false,
  new BaseLoggger(false),
);

/** Reads until every picture of the film has come by. */
export async function readFilm(pictures: number): Promise<PictureRead[]> {
  const video = document.createElement('video');
  video.muted = true;
  video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { width: 1280, height: 720 } });
  await video.play();
  await ours(new VideoFrame(video), 0); // the first one waits for the wasm
  const reads: PictureRead[] = [];
  const seen = new Set<number>();
  while (seen.size < pictures) {
    await new Promise((resolve) => {
      video.requestVideoFrameCallback(resolve);
    });
    const frame = new VideoFrame(video);
    const { canvas, context } = drawn(frame, frame.displayWidth);
    const picture = readFrameNumber(context.getImageData(0, 0, canvas.width, canvas.height));
    if (picture >= pictures || seen.has(picture)) {
      frame.close();
      continue;
    }
    seen.add(picture);
    reads.push({
      picture,
      decoder: 'theirs',
      ...(await timed(() => readByTheirs(frame, frame.displayWidth))),
    });
    reads.push({
      picture,
      decoder: 'theirs-small',
      ...(await timed(() => readByTheirs(frame, USUAL_WIDTH))),
    });
    reads.push({ picture, decoder: 'ours', ...(await timed(() => ours(frame, picture))) });
  }
  return reads;
}

async function timed(read: () => Promise<string[]>): Promise<{ texts: string[]; ms: number }> {
  const startedMs = performance.now();
  const texts = await read();
  return { texts, ms: performance.now() - startedMs };
}

/** As renderer/camera/picture-reader.ts does; the frame is given away. */
function ours(picture: VideoFrame, turn: number): Promise<string[]> {
  return new Promise((resolve, reject) => {
    thread.onmessage = ({ data }: MessageEvent<Reading>) => {
      if (data.kind === 'fault') reject(new Error(data.fault));
      else resolve(data.codes.map(({ text }) => text));
    };
    const question: PictureToRead = {
      kind: 'picture',
      picture,
      look: LOOKS[turn % LOOKS.length] ?? 'whole',
      kinds: [],
    };
    thread.postMessage(question, [picture]);
  });
}

/** As html5-qrcode does: drawn at the width of its element, then decoded in the page's own thread. */
async function readByTheirs(frame: VideoFrame, width: number): Promise<string[]> {
  const { canvas } = drawn(frame, width);
  // It throws when it finds nothing.
  return theirs.decodeAsync(canvas).then(
    ({ text }) => [text],
    () => [],
  );
}

function drawn(frame: VideoFrame, width: number) {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = Math.round((frame.displayHeight * width) / frame.displayWidth);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('no canvas');
  context.drawImage(frame, 0, 0, canvas.width, canvas.height);
  return { canvas, context };
}
