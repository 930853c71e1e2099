import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Worker } from 'node:worker_threads';
import { afterEach, expect, test, vi } from 'vitest';
import { badgeOf } from '../../../tests/fixtures/badge-content.ts';
import { shippedLayout } from '../../../tests/fixtures/layouts.ts';
import { BadgeRenderError, type BadgeRenderer, startBadgeRenderer } from './renderer.ts';

// Opening the Chinese fonts takes seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const fontsFolder = fileURLToPath(new URL('../../../node_modules/@expo-google-fonts', import.meta.url));
const realWorker = new URL('./render-worker.ts', import.meta.url);
const frailWorker = new URL('../../../tests/fixtures/frail-render-worker.ts', import.meta.url);

const { layout } = shippedLayout('default');
let renderer: BadgeRenderer | undefined;

afterEach(async () => {
  vi.useRealTimers();
  await renderer?.close();
});

function start(
  workerFile: URL | string,
  options: Partial<Parameters<typeof startBadgeRenderer>[0]> = {},
): BadgeRenderer {
  renderer = startBadgeRenderer({ workerFile, fontsFolder, threads: 1, ...options });
  return renderer;
}

test('a badge comes back as a PDF, with what no font draws', async () => {
  const badge = await start(fileURLToPath(realWorker)).render(badgeOf({ familyName: '王ꀀ' }), layout);
  expect(new TextDecoder('latin1').decode(badge.pdf.subarray(0, 5))).toBe('%PDF-');
  expect(badge.undrawn).toEqual([{ field: 'name', character: 'ꀀ' }]);
});

test('a worker that dies fails the badge that it held, and the next ones are drawn', async () => {
  const frail = start(frailWorker);
  const results = await Promise.allSettled(
    ['A', 'DIE', 'B', 'C'].map((code) => frail.render(badgeOf({ code }), layout)),
  );
  expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
  expect(results[1]).toMatchObject({
    reason: expect.objectContaining({ name: 'BadgeRenderError', message: expect.stringContaining('code 3') }),
  });
});

test('a worker that hangs is replaced after half a minute', async () => {
  const frail = start(frailWorker);
  await frail.render(badgeOf({ code: 'A' }), layout);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const hanging = frail.render(badgeOf({ code: 'HANG' }), layout);
  const next = frail.render(badgeOf({ code: 'B' }), layout);
  vi.advanceTimersByTime(30_000);
  await expect(hanging).rejects.toThrow('did not answer for 30 s');
  await expect(next).resolves.toMatchObject({ undrawn: [] });
});

test('while one worker hangs, another draws what waits', async () => {
  const frail = start(frailWorker, { threads: 2 });
  const hanging = frail.render(badgeOf({ code: 'HANG' }), layout);
  hanging.catch(() => undefined);
  await expect(frail.render(badgeOf({ code: 'A' }), layout)).resolves.toMatchObject({ undrawn: [] });
  await frail.close();
  await expect(hanging).rejects.toThrow('was closed');
});

test("a person's badge is drawn before those of a batch that wait", async () => {
  const order: string[] = [];
  const busy = start(realWorker);
  const draw = async (code: string, urgency: 'person' | 'batch') => {
    await busy.render(badgeOf({ code }), layout, urgency);
    order.push(code);
  };
  await Promise.all([
    draw('first of the batch', 'batch'),
    draw('second of the batch', 'batch'),
    draw('person', 'person'),
  ]);
  expect(order).toEqual(['first of the batch', 'person', 'second of the batch']);
});

test('more workers start only while badges wait, and end when they have nothing to do', async () => {
  const workers: Promise<void>[] = [];
  const note = (worker: Worker) =>
    workers.push(new Promise((resolve) => worker.once('exit', () => resolve())));
  process.on('worker', note);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    const pool = start(realWorker, { threads: 3 });
    expect(workers).toHaveLength(0);
    await pool.render(badgeOf({ code: 'A' }), layout);
    vi.advanceTimersByTime(5_000);
    expect(workers).toHaveLength(1);

    const badges = Promise.all(Array.from({ length: 20 }, () => pool.render(badgeOf({}), layout)));
    vi.advanceTimersByTime(5_000);
    await badges;
    expect(workers).toHaveLength(3);

    vi.advanceTimersByTime(30_000);
    await Promise.any([
      Promise.all([workers[0], workers[1]]),
      Promise.all([workers[0], workers[2]]),
      Promise.all([workers[1], workers[2]]),
    ]);
    // The one that stayed still draws, and no other has to start for it.
    await pool.render(badgeOf({ code: 'B' }), layout);
    expect(workers).toHaveLength(3);
  } finally {
    process.off('worker', note);
  }
});

test('content that is not valid is refused and says where', async () => {
  const refusal = await start(realWorker)
    .render(badgeOf({ code: '' }), layout)
    .catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(BadgeRenderError);
  expect(String(refusal)).toContain('code');
});

test('a missing font is named', async () => {
  const empty = await mkdtemp(path.join(tmpdir(), 'no-fonts-'));
  try {
    await expect(start(realWorker, { fontsFolder: empty }).render(badgeOf({}), layout)).rejects.toThrow(
      /The font .*NotoSans_400Regular\.ttf is missing/,
    );
  } finally {
    await rm(empty, { recursive: true });
  }
});

test('closing rejects the badges that are not drawn, and later ones', async () => {
  const closing = start(realWorker);
  const badges = Promise.allSettled([
    closing.render(badgeOf({}), layout),
    closing.render(badgeOf({}), layout),
  ]);
  await closing.close();
  expect((await badges).map((result) => result.status)).toEqual(['rejected', 'rejected']);
  await expect(closing.render(badgeOf({}), layout)).rejects.toThrow('closed');
});
