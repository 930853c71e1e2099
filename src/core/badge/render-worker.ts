import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { BadgeLayoutSchema } from '../../contract/badge-layout.ts';
import { BadgeContentSchema } from './badge-content.ts';
import { drawBadge } from './draw-badge.ts';
import type { RenderAnswer } from './render-thread.ts';
import { openFonts } from './text/fonts.ts';

/** The worker thread of the badge renderer: one content in, one answer out, fonts open from start to end. */
const { fontsFolder } = z.object({ fontsFolder: z.string() }).parse(workerData);
const fonts = openFonts(fontsFolder);

const TaskSchema = z.object({ content: BadgeContentSchema, layout: BadgeLayoutSchema });

parentPort?.on('message', async (message: unknown) => {
  const answer = await render(message);
  parentPort?.postMessage(answer, answer.ok ? [answer.badge.pdf.buffer] : []);
});

async function render(message: unknown): Promise<RenderAnswer> {
  try {
    const { content, layout } = TaskSchema.parse(message);
    return { ok: true, badge: await drawBadge(content, layout, fonts) };
  } catch (error) {
    return { ok: false, problem: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
