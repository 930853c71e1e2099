import { availableParallelism } from 'node:os';
import { z } from 'zod';
import type { BadgeLayout } from '../../contract/badge-layout.ts';
import { type BadgeContent, BadgeContentSchema } from './badge-content.ts';
import type { RenderedBadge } from './draw-badge.ts';
import {
  BadgeRenderError,
  type RenderTask,
  type RenderThread,
  startRenderThread,
  type ThreadOptions,
} from './render-thread.ts';

export type { RenderedBadge } from './draw-badge.ts';
export { BadgeRenderError } from './render-thread.ts';

/** Whether somebody stands there and waits for the badge, or it is one of a batch. */
export type Urgency = 'person' | 'batch';

export interface BadgeRenderer {
  /** Draws one badge, before all of a batch unless it is of one. Rejects with a BadgeRenderError. */
  render(content: BadgeContent, layout: BadgeLayout, urgency?: Urgency): Promise<RenderedBadge>;
  /** Stops the threads; badges that are not drawn yet are rejected. */
  close(): Promise<void>;
}

export interface RendererOptions extends ThreadOptions {
  /** The most threads at a time. */
  readonly threads?: number;
}

/** How long badges may wait, without a pause, until one more thread starts. */
const PATIENCE_MS = 1_000;
/** How long a thread has nothing to draw until it ends, unless it is the last one. */
const IDLE_MS = 30_000;

/**
 * One core is left for scans and windows. A thread that has drawn badges of all scripts takes 280 MB, of which the
 * files of the fonts are 60, and its first badge two seconds (measured with 2,000 attendees).
 */
function usualThreads(): number {
  return Math.max(1, Math.min(4, availableParallelism() - 1));
}

/**
 * Draws badges in worker threads, so that a scan never waits for one. The first thread starts with the first badge
 * and stays, its fonts open; others come while badges wait, and go again. A thread that dies or hangs fails only the
 * badge that it held.
 */
export function startBadgeRenderer(options: RendererOptions): BadgeRenderer {
  const most = options.threads ?? usualThreads();
  const waiting: Record<Urgency, RenderTask[]> = { person: [], batch: [] };
  const threads = new Set<RenderThread>();
  /** Those with nothing to draw, with what ends them; the one that was busy last comes last and is taken first. */
  const idle: { readonly thread: RenderThread; readonly end: NodeJS.Timeout }[] = [];
  let growth: NodeJS.Timeout | undefined;
  let closed = false;

  function start(): RenderThread {
    const thread = startRenderThread(options, {
      free() {
        rest(thread);
        next();
      },
      lost() {
        threads.delete(thread);
        const rested = idle.find((other) => other.thread === thread);
        if (rested !== undefined) {
          clearTimeout(rested.end);
          idle.splice(idle.indexOf(rested), 1);
        }
        next();
      },
    });
    threads.add(thread);
    return thread;
  }

  function rest(thread: RenderThread): void {
    const end = setTimeout(() => {
      if (threads.size > 1) void thread.stop('The badge renderer had nothing to do');
    }, IDLE_MS);
    idle.push({ thread, end: end.unref() });
  }

  function freeThread(): RenderThread | undefined {
    const rested = idle.pop();
    clearTimeout(rested?.end);
    return rested?.thread ?? (threads.size === 0 ? start() : undefined);
  }

  function next(): void {
    if (closed) return;
    while (countWaiting() > 0) {
      const thread = freeThread();
      if (thread === undefined) {
        growth ??= setTimeout(grow, PATIENCE_MS).unref();
        return;
      }
      const task = waiting.person.shift() ?? waiting.batch.shift();
      if (task !== undefined) thread.draw(task);
    }
    clearTimeout(growth);
    growth = undefined;
  }

  function grow(): void {
    growth = undefined;
    if (threads.size < most) rest(start());
    next();
  }

  function countWaiting(): number {
    return waiting.person.length + waiting.batch.length;
  }

  return {
    render(content, layout, urgency = 'person') {
      if (closed) return Promise.reject(new BadgeRenderError('The badge renderer is closed'));
      const checked = BadgeContentSchema.safeParse(content);
      if (!checked.success) {
        return Promise.reject(
          new BadgeRenderError(`The badge cannot be drawn: ${z.prettifyError(checked.error)}`),
        );
      }
      return new Promise((resolve, reject) => {
        waiting[urgency].push({ content: checked.data, layout, resolve, reject });
        next();
      });
    },
    async close() {
      closed = true;
      clearTimeout(growth);
      const why = 'The badge renderer was closed before this badge was drawn';
      for (const task of [...waiting.person.splice(0), ...waiting.batch.splice(0)])
        task.reject(new BadgeRenderError(why));
      await Promise.all([...threads].map((thread) => thread.stop(why)));
    },
  };
}
