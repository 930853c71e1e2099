/** The thread that reads codes, so that no picture of a camera ever keeps a verdict from the screen. */
import { prepareZXingModule, type ReadResult, readBarcodes } from 'zxing-wasm/reader';
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';
import {
  type ForReader,
  type FoundCode,
  type Look,
  optionsFor,
  type PictureToRead,
  type Reading,
} from './code-looks.ts';
import { textOf } from './code-text.ts';

// It comes with the app: zxing-wasm would fetch it from the internet.
prepareZXingModule({ overrides: { locateFile: () => wasmUrl }, fireImmediately: true });
const surface = new OffscreenCanvas(1, 1);
const context = surface.getContext('2d', { willReadFrequently: true });

self.onmessage = async ({ data }: MessageEvent<ForReader>) => {
  if (data.kind === 'end') self.close();
  else self.postMessage(await read(data));
};

async function read({ picture, look, kinds }: PictureToRead): Promise<Reading> {
  try {
    const results = await readBarcodes(pixels(picture, look), optionsFor(look, kinds));
    return { kind: 'codes', codes: results.filter(({ isValid }) => isValid).map(foundCode) };
  } catch (error) {
    return { kind: 'fault', fault: String(error) };
  } finally {
    picture.close();
  }
}

/** Either look has as many pixels as the camera gives, so either takes about as long. */
function pixels(picture: VideoFrame, look: Look): ImageData {
  if (context === null) throw new Error('no canvas to read from');
  const { displayWidth: width, displayHeight: height } = picture;
  if (surface.width !== width) surface.width = width;
  if (surface.height !== height) surface.height = height;
  if (look === 'whole') context.drawImage(picture, 0, 0, width, height);
  else context.drawImage(picture, -width / 2, -height / 2, width * 2, height * 2);
  return context.getImageData(0, 0, width, height);
}

function foundCode(result: ReadResult): FoundCode {
  const { topLeft, topRight, bottomRight, bottomLeft } = result.position;
  const corners = [topLeft, topRight, bottomRight, bottomLeft, topLeft];
  const sides = corners.slice(1).map((corner, place) => {
    const before = corners[place] ?? corner;
    return Math.hypot(corner.x - before.x, corner.y - before.y);
  });
  return { text: textOf(result), side: Math.max(...sides) };
}
