import { output } from '../services/service-process.ts';
import type { RunningApp } from './app.ts';

/** Real keys by their place: main hears them before the page does. */
export async function pressControl(display: string, key: 'equal' | '0', times = 1): Promise<void> {
  const control = 37;
  const stroke = `${control}+${key === '0' ? 19 : 21}`;
  await output('xdotool', ['key', '--delay', '120', ...Array<string>(times).fill(stroke)], {
    DISPLAY: display,
  });
}

export async function enlargeTwice({ page, display }: RunningApp): Promise<void> {
  const width = await page.evaluate(() => innerWidth);
  await pressControl(display, 'equal', 4);
  await page.waitForFunction((before) => innerWidth < before / 2 + 20, width);
}
