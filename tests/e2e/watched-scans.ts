/** What passes between the keys of a scan and its verdict on the screen. */
import type { Page } from 'playwright-core';
import { z } from 'zod';
import { scan } from '../services/scanner.ts';

const PaintedSchema = z.object({
  verdict: z.string(),
  /** In milliseconds: from the last key to the question to the core, to its answer, to the verdict on the screen. */
  decode: z.number(),
  core: z.number(),
  paint: z.number(),
  /** The frames that the window painted after the answer, with the one that showed the verdict. */
  frames: z.number(),
});
/** How one scan came to its verdict. */
export type Painted = z.infer<typeof PaintedSchema>;

/** Loads the desk again, so that it notes how each scan comes to its verdict. */
export async function watchScans(page: Page): Promise<void> {
  await noteScansFromNextLoad(page);
  await page.reload();
  await page.locator('[data-verdict=idle]').waitFor();
  await page.locator('[data-chip=scanner]:not(.chip-warn)').waitFor();
}

/** The same for whoever loads the window anew for other reasons too. */
export async function noteScansFromNextLoad(page: Page): Promise<void> {
  // Before the page's own listeners, which keep a scanner's keys to themselves.
  await page.addInitScript(noteScans);
}

/** Scans a code of another guest than the one in front, and waits for the verdict. */
export async function watchedScan(page: Page, display: string, code: string): Promise<Painted> {
  await page.evaluate(() => Reflect.get(window, 'expectVerdict')());
  await scan(display, code);
  return PaintedSchema.parse(await page.evaluate(() => Reflect.get(window, 'expectedVerdict')));
}

/** How many scans of a scanner the core has answered since the page was loaded. */
export async function answeredScans(page: Page): Promise<number> {
  return z.number().parse(await page.evaluate(() => Reflect.get(window, 'answeredScans')()));
}

/** Runs in the page: `expectedVerdict` waits for one since `expectVerdict`. */
function noteScans(): void {
  const moments = { key: 0, asked: 0, answered: 0 };
  let question = '';
  let isOfScanner = false;
  let answered = 0;
  let onVerdict = (_painted: Painted) => {};
  const afterPaint = new MessageChannel();

  window.addEventListener('keydown', ({ timeStamp }) => (moments.key = timeStamp), true);
  window.addEventListener('message', ({ ports: [port] }) => {
    if (port === undefined) return;
    const post = port.postMessage.bind(port);
    port.postMessage = (message: unknown) => {
      const id = /^{"i":("[^"]+"),"p":{"u":"\/scan"/.exec(String(message))?.[1];
      if (id !== undefined) {
        question = id;
        isOfScanner = String(message).includes('"via":"scanner"');
        moments.asked = performance.now();
      }
      post(message);
    };
    port.addEventListener('message', ({ data }) => {
      if (question === '' || !String(data).startsWith(`{"i":${question}`)) return;
      question = '';
      if (isOfScanner) answered += 1;
      moments.answered = performance.now();
      nextFrame(shown(), 1);
    });
  });

  function nextFrame(before: string, frames: number): void {
    requestAnimationFrame(() => {
      if (shown() === before) return nextFrame(before, frames + 1);
      afterPaint.port2.postMessage(frames);
    });
  }

  function shown(): string {
    return document.querySelector('.verdict-body')?.textContent ?? '';
  }

  afterPaint.port1.onmessage = ({ data: frames }) => {
    const { key, asked } = moments;
    const verdict = document.querySelector('.verdict')?.getAttribute('data-verdict') ?? '';
    const paint = performance.now() - moments.answered;
    onVerdict({ verdict, decode: asked - key, core: moments.answered - asked, paint, frames });
  };

  Reflect.set(window, 'answeredScans', () => answered);
  Reflect.set(window, 'expectVerdict', () => {
    const painted = new Promise<Painted>((resolve) => (onVerdict = resolve));
    Reflect.set(window, 'expectedVerdict', painted);
  });
}
