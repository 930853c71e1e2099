/** Speaks to the core over the port of a window, beside the window's own calls, as a hostile page would. */
import type { Page } from 'playwright-core';
import { z } from 'zod';

/** What the core answered: an HTTP-like status (404: no such call) and oRPC's body. */
const AnswerSchema = z.object({ status: z.int(), output: z.unknown() });
export type Answer = z.infer<typeof AnswerSchema>;

declare global {
  interface Window {
    corePorts: MessagePort[];
  }
}

/** Loads the window again so that it keeps its ports where a test can reach them. */
export async function tapCorePorts(page: Page): Promise<void> {
  await page.addInitScript(keepPorts);
  await page.reload();
  await portsGiven(page, 1);
}

/** The same without loading it again: only the port that comes after the next start of the core is kept. */
export async function tapNextCorePort(page: Page): Promise<void> {
  await page.evaluate(keepPorts);
}

/** Runs in the page. */
function keepPorts(): void {
  window.corePorts = [];
  window.addEventListener('message', ({ data, ports: [port] }) => {
    if (data?.kind === 'core-port' && port) window.corePorts.push(port);
  });
}

/** Resolves when the window has been given so many ports since it was loaded. */
export async function portsGiven(page: Page, count: number): Promise<void> {
  await page.waitForFunction((wanted) => window.corePorts.length >= wanted, count, { timeout: 30_000 });
}

/** Calls a procedure by its path (`/setup/configure`) over the newest port. */
export async function askCore(page: Page, path: string, input?: unknown): Promise<Answer> {
  const answer = await page.evaluate(
    ({ path, input }) =>
      new Promise((resolve, reject) => {
        const port = window.corePorts.at(-1);
        const id = `test-${crypto.randomUUID()}`;
        const limit = setTimeout(() => reject(new Error(`the core did not answer ${path}`)), 10_000);
        port?.addEventListener('message', ({ data }) => {
          const answer = JSON.parse(data);
          if (answer.i !== id) return;
          clearTimeout(limit);
          resolve({ status: answer.p.s ?? 200, output: answer.p.b?.json ?? answer.p.b });
        });
        port?.postMessage(JSON.stringify({ i: id, p: { u: path, b: { json: input } } }));
      }),
    { path, input },
  );
  return AnswerSchema.parse(answer);
}
