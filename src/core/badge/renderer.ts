import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import type { BadgeLayout } from '../../contract/badge-layout.ts';
import { type BadgeContent, BadgeContentSchema } from './badge-content.ts';
import type { RenderedBadge } from './draw-badge.ts';

export type { RenderedBadge } from './draw-badge.ts';

/** What the worker sends back for one content. */
export type RenderAnswer =
  | { readonly ok: true; readonly badge: RenderedBadge }
  | { readonly ok: false; readonly problem: string };

export interface BadgeRenderer {
  /** Draws one badge; badges are drawn one after the other. Rejects with a BadgeRenderError. */
  render(content: BadgeContent, layout: BadgeLayout): Promise<RenderedBadge>;
  /** Stops the worker; badges that are not drawn yet are rejected. */
  close(): Promise<void>;
}

/** A badge could not be drawn; the message says why. */
export class BadgeRenderError extends Error {
  override readonly name = 'BadgeRenderError';
}

interface Task {
  readonly content: BadgeContent;
  readonly layout: BadgeLayout;
  readonly resolve: (badge: RenderedBadge) => void;
  readonly reject: (error: BadgeRenderError) => void;
}

/** A badge takes 20 ms and opening the fonts less than a second: who takes this long hangs. */
const LONGEST_RENDER_MS = 30_000;

/**
 * Draws badges in a worker thread, so that a scan never waits for one. A worker that dies or hangs fails only the
 * badge that it held: a new worker goes on with the next.
 *
 * @param options.workerFile render-worker.ts, or the bundled render-worker.cjs
 * @param options.fontsFolder node_modules/@expo-google-fonts, or its copy in the packaged app
 */
export function startBadgeRenderer(options: {
  readonly workerFile: string | URL;
  readonly fontsFolder: string;
}): BadgeRenderer {
  const waiting: Task[] = [];
  let held: Task | undefined;
  let limit: NodeJS.Timeout | undefined;
  let worker: Worker | undefined;
  let closed = false;

  function startWorker(): Worker {
    const started = new Worker(options.workerFile, { workerData: { fontsFolder: options.fontsFolder } });
    started.on('message', (answer: RenderAnswer) => {
      // One that was given up may still speak, while the badge held now is somebody else's.
      if (started === worker) finish((task) => settle(task, answer));
    });
    started.on('error', (error) => lose(started, `The badge renderer died: ${error.message}`, error));
    started.on('exit', (code) => lose(started, `The badge renderer ended with code ${code}`));
    started.unref();
    return started;
  }

  function next(): void {
    if (held || closed) return;
    held = waiting.shift();
    if (!held) return;
    worker ??= startWorker();
    limit = setTimeout(giveUp, LONGEST_RENDER_MS, worker);
    worker.postMessage({ content: held.content, layout: held.layout });
  }

  function finish(settleTask: (task: Task) => void): void {
    clearTimeout(limit);
    const task = held;
    held = undefined;
    if (task) settleTask(task);
    next();
  }

  function lose(lost: Worker, problem: string, cause?: Error): void {
    if (lost !== worker) return;
    worker = undefined;
    finish((task) => task.reject(new BadgeRenderError(problem, { cause })));
  }

  function giveUp(hanging: Worker): void {
    lose(hanging, `The badge renderer did not answer for ${LONGEST_RENDER_MS / 1000} s`);
    void hanging.terminate();
  }

  return {
    render(content, layout) {
      if (closed) return Promise.reject(new BadgeRenderError('The badge renderer is closed'));
      const checked = BadgeContentSchema.safeParse(content);
      if (!checked.success) {
        return Promise.reject(
          new BadgeRenderError(`The badge cannot be drawn: ${z.prettifyError(checked.error)}`),
        );
      }
      return new Promise((resolve, reject) => {
        waiting.push({ content: checked.data, layout, resolve, reject });
        next();
      });
    },
    async close() {
      closed = true;
      const error = new BadgeRenderError('The badge renderer was closed before this badge was drawn');
      for (const task of waiting.splice(0)) task.reject(error);
      const last = worker;
      worker = undefined;
      finish((task) => task.reject(error));
      await last?.terminate();
    },
  };
}

function settle(task: Task, answer: RenderAnswer): void {
  if (answer.ok) task.resolve(answer.badge);
  else task.reject(new BadgeRenderError(answer.problem));
}
