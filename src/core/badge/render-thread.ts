import { Worker } from 'node:worker_threads';
import type { BadgeLayout } from '../../contract/badge-layout.ts';
import type { BadgeContent } from './badge-content.ts';
import type { RenderedBadge } from './draw-badge.ts';

/** What the thread sends back for one content. */
export type RenderAnswer =
  | { readonly ok: true; readonly badge: RenderedBadge }
  | { readonly ok: false; readonly problem: string };

/** A badge could not be drawn; the message says why. */
export class BadgeRenderError extends Error {
  override readonly name = 'BadgeRenderError';
}

/** One badge that somebody waits for. */
export interface RenderTask {
  readonly content: BadgeContent;
  readonly layout: BadgeLayout;
  readonly resolve: (badge: RenderedBadge) => void;
  readonly reject: (error: BadgeRenderError) => void;
}

/** A thread that draws one badge at a time. */
export interface RenderThread {
  /** Only when it is free. */
  draw(task: RenderTask): void;
  /** The badge that it draws is rejected with this. */
  stop(why: string): Promise<void>;
}

export interface ThreadOptions {
  /** render-worker.ts, or the bundled render-worker.cjs. */
  readonly workerFile: string | URL;
  /** node_modules/@expo-google-fonts, or its copy in the packaged app. */
  readonly fontsFolder: string;
}

/** A badge takes 20 ms and opening the fonts less than a second: who takes this long hangs. */
const LONGEST_RENDER_MS = 30_000;

/**
 * Starts a thread. One that dies or hangs fails only the badge that it draws.
 *
 * @param told.free the next badge may come; not called when the thread is lost
 * @param told.lost the thread is gone, and is told so once
 */
export function startRenderThread(
  { workerFile, fontsFolder }: ThreadOptions,
  told: { readonly free: () => void; readonly lost: () => void },
): RenderThread {
  const worker = new Worker(workerFile, { workerData: { fontsFolder } });
  let drawn: RenderTask | undefined;
  let limit: NodeJS.Timeout | undefined;
  let isLost = false;

  worker.on('message', (answer: RenderAnswer) => {
    // One that was given up may still speak.
    if (isLost) return;
    finish((task) => settle(task, answer));
    told.free();
  });
  worker.on('error', (error) => lose(`The badge renderer died: ${error.message}`, error));
  worker.on('exit', (code) => lose(`The badge renderer ended with code ${code}`));
  worker.unref();

  function finish(settleTask: (task: RenderTask) => void): void {
    clearTimeout(limit);
    const task = drawn;
    drawn = undefined;
    if (task !== undefined) settleTask(task);
  }

  function lose(problem: string, cause?: Error): void {
    if (isLost) return;
    isLost = true;
    finish((task) => task.reject(new BadgeRenderError(problem, { cause })));
    told.lost();
  }

  async function stop(why: string): Promise<void> {
    lose(why);
    await worker.terminate();
  }

  return {
    draw(task) {
      drawn = task;
      const late = `The badge renderer did not answer for ${LONGEST_RENDER_MS / 1000} s`;
      limit = setTimeout(() => void stop(late), LONGEST_RENDER_MS);
      worker.postMessage({ content: task.content, layout: task.layout });
    },
    stop,
  };
}

function settle(task: RenderTask, answer: RenderAnswer): void {
  if (answer.ok) task.resolve(answer.badge);
  else task.reject(new BadgeRenderError(answer.problem));
}
