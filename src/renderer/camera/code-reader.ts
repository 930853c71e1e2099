import { BarcodeDetector, prepareZXingModule } from 'barcode-detector/ponyfill';
import { Html5Qrcode, Html5QrcodeScannerState, Html5QrcodeSupportedFormats } from 'html5-qrcode';
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';

const FRAMES_A_SECOND = 12;

export type CameraTrouble = 'denied' | 'none' | 'busy';
export interface Camera {
  readonly id: string;
  readonly label: string;
}

// The wasm comes with the app. html5-qrcode looks for the detector on the window when a reader is made.
prepareZXingModule({ overrides: { locateFile: () => wasmUrl } });
Object.assign(window, { BarcodeDetector });

/** One camera and the decoder behind it. Start and stop wait for each other, so that no track outlives its reader. */
export class CodeReader {
  readonly #reader: Html5Qrcode;
  readonly #onCode: (code: string) => void;
  #last: Promise<unknown> = Promise.resolve();

  /** The picture goes into `element`, which has an id and a width. */
  constructor(element: HTMLElement, onCode: (code: string) => void) {
    this.#onCode = onCode;
    this.#reader = new Html5Qrcode(element.id, {
      verbose: false,
      formatsToSupport: [Html5QrcodeSupportedFormats.QR_CODE],
      useBarCodeDetectorIfSupported: true,
    });
  }

  /** Starts a camera, the default one for null. @returns what is wrong, or null once it runs. */
  start(cameraId: string | null): Promise<CameraTrouble | null> {
    return this.#next(async () => {
      try {
        await this.#reader.start(
          cameraId === null ? { facingMode: 'user' } : cameraId,
          { fps: FRAMES_A_SECOND, disableFlip: true },
          this.#onCode,
          undefined,
        );
        return null;
      } catch (error) {
        console.warn('the camera did not start', error);
        return troubleOf(error);
      }
    });
  }

  stop(): Promise<void> {
    return this.#next(async () => {
      try {
        if (this.#reader.getState() === Html5QrcodeScannerState.SCANNING) await this.#reader.stop();
        this.#reader.clear();
      } catch (error) {
        // html5-qrcode takes away a canvas that is not there yet when it is stopped before the first picture; the
        // track is stopped by then.
        console.warn('the camera stopped before its first picture', error);
      }
    });
  }

  #next<Value>(step: () => Promise<Value>): Promise<Value> {
    const result = this.#last.then(step);
    this.#last = result.catch(() => undefined);
    return result;
  }
}

/** The cameras of the computer; their names come once one of them was allowed. */
export async function listCameras(): Promise<Camera[]> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices
    .filter((device) => device.kind === 'videoinput')
    .map((device) => ({ id: device.deviceId, label: device.label }));
}

/** html5-qrcode wraps the browser's error into a sentence: the error's name is all that is left of it. */
function troubleOf(error: unknown): CameraTrouble {
  const text = String(error);
  if (/NotAllowedError|SecurityError/.test(text)) return 'denied';
  if (/NotFoundError|OverconstrainedError|DevicesNotFoundError/.test(text)) return 'none';
  return 'busy';
}
