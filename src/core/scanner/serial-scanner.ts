import type { Logger } from 'pino';
import type { SerialPort } from 'serialport';
import type { SerialPortSetting } from '../../contract/status.ts';
import { SerialLines } from './serial-lines.ts';

/** A scan without CR or LF is over after this silence. */
const SILENCE_MS = 100;
/** How often an unplugged scanner is looked for. */
const AGAIN_MS = 1_000;

export interface SerialScanner {
  /** Whether the port of the setting is open now. */
  isOpen(): boolean;
  /** Listens at another port from now on; null: at none. */
  use(port: SerialPortSetting | null): void;
  close(): void;
}

interface SerialScannerOptions {
  /** Called with each scan as it was read, framing characters and all. */
  readonly onScan: (text: string) => void;
  /** The port was opened or lost. */
  readonly onChange: () => void;
  readonly log: Logger;
}

/** Listens to a scanner at a serial port (USB-CDC, RS-232), and again whenever it was unplugged. */
export function openSerialScanner({ onScan, onChange, log }: SerialScannerOptions): SerialScanner {
  let line: Line | null = null;

  function use(port: SerialPortSetting | null): void {
    line?.close();
    line = port === null ? null : new Line(port, { onScan, onChange, log });
  }

  return { isOpen: () => line?.isOpen ?? false, use, close: () => use(null) };
}

/** One setting's port, for as long as the setting stands. */
class Line {
  isOpen = false;
  readonly #setting: SerialPortSetting;
  readonly #options: SerialScannerOptions;
  #lines = new SerialLines();
  #port: SerialPort | null = null;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;
  #lastTrouble = '';

  constructor(setting: SerialPortSetting, options: SerialScannerOptions) {
    this.#setting = setting;
    this.#options = options;
    void this.#open();
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    if (this.#port?.isOpen) this.#port.close();
  }

  async #open(): Promise<void> {
    try {
      // Its native part is loaded only where a serial scanner is used, so that no other station depends on it.
      const { SerialPort } = await import('serialport');
      if (this.#isClosed) return;
      const port = new SerialPort({ ...this.#setting, autoOpen: false });
      this.#port = port;
      port.on('data', (bytes: Uint8Array) => this.#take(bytes));
      port.on('close', () => this.#lost('it was unplugged'));
      port.on('error', (cause) => this.#options.log.warn({ err: cause }, 'the serial scanner has a fault'));
      port.open((cause) => (cause === null ? this.#opened() : this.#lost(cause.message)));
    } catch (cause) {
      this.#lost(String(cause));
    }
  }

  #opened(): void {
    if (this.#isClosed) {
      this.close();
      return;
    }
    this.isOpen = true;
    this.#lastTrouble = '';
    this.#options.log.info({ path: this.#setting.path }, 'the serial scanner is open');
    this.#options.onChange();
  }

  #lost(why: string): void {
    if (this.#isClosed) return;
    const wasOpen = this.isOpen;
    this.isOpen = false;
    this.#lines = new SerialLines();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#open(), AGAIN_MS);
    // A port that stays away is told once, not each second.
    if (why !== this.#lastTrouble)
      this.#options.log.warn({ path: this.#setting.path, why }, 'the serial scanner is away');
    this.#lastTrouble = why;
    if (wasOpen) this.#options.onChange();
  }

  #take(bytes: Uint8Array): void {
    for (const text of this.#lines.take(bytes)) this.#options.onScan(text);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      for (const text of this.#lines.end()) this.#options.onScan(text);
    }, SILENCE_MS);
  }
}
