import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ArrivalsSchema } from '../../../src/contract/server-contract.ts';
import { type Child, startNode } from '../sync/child-process.ts';
import { get } from './test-server.ts';

const SERVER = 'src/server/server.ts';
const BAD_ROWS = 'tests/fixtures/attendees-bad-rows.csv';

describe('the server program', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'yanqi-server-program-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const start = (...args: string[]) =>
    startNode([SERVER, '--data', join(folder, 'data'), '--port', '0', ...args]);

  async function outcome(child: Child) {
    const code = await child.ended();
    return { code, said: child.output() + child.errors() };
  }

  it.each([
    ['an unknown option', ['--colour', 'blue']],
    ['a port that is none', ['--port', '99999']],
    ['a stray word', ['serve']],
  ])('ends with 2 for %s', async (_name, args) => {
    await using child = startNode([SERVER, ...args]);
    expect((await outcome(child)).code).toBe(2);
  });

  it('ends with 1 and says why when it cannot start', async () => {
    const event = join(folder, 'event.json');
    writeFileSync(event, '{"id":"x"}');
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const address = taken.address();
    const port = typeof address === 'object' && address !== null ? String(address.port) : '';
    const cases = [
      [['--event', event], 'file-not-an-event'],
      [['--event', join(folder, 'none.json')], 'file-missing'],
      [['--database-url', `postgres://127.0.0.1:${port}/x`], 'server: '],
    ] as const;
    taken.on('connection', (socket) => socket.destroy());
    for (const [args, words] of cases) {
      await using child = start(...args);
      const { code, said } = await outcome(child);
      expect([code, said]).toEqual([1, expect.stringContaining(words)]);
    }
    taken.close();
  });

  it('serves what it was given, alone on its folder, and has it all again after kill -9 and after a stop', async () => {
    await using first = start('--import', BAD_ROWS);
    await first.said('enrolment code:');
    expect(first.output()).toMatch(/^server: http:\/\/127\.0\.0\.1:\d+$/m);
    expect(first.output()).toMatch(/^console: http:\/\/127\.0\.0\.1:\d+\/#key=\S+$/m);
    expect(first.output()).toMatch(/^enrolment code: [0-9A-Z]{4}-[0-9A-Z]{4} \(one station, 24 hours\)$/m);
    expect(first.output()).toMatch(/^import: [1-9]\d* added, 0 changed, 0 unchanged, [1-9]\d* refused$/m);
    expect(first.errors()).toMatch(/^import: attendees-bad-rows\.csv line \d+, \w+: [a-z-]+ ".*"$/m);
    const onTheList = await registrations(first);

    await using second = start();
    expect(await outcome(second)).toEqual({ code: 1, said: expect.stringContaining('another server uses') });
    await first.kill();

    await using third = start();
    await third.said('enrolment code:');
    expect(await registrations(third)).toBe(onTheList);
    expect(await third.kill('SIGTERM')).toBe(0);

    await using fourth = start('--import', 'package.json');
    const { code, said } = await outcome(fourth);
    expect([code, said]).toEqual([1, expect.stringMatching(/^server: (file-not-a-list|columns-missing): /m)]);

    await using fifth = start('--import', 'tests/fixtures/attendees-2000.csv');
    await fifth.said('enrolment code:');
    expect(await registrations(fifth)).toBeGreaterThanOrEqual(2000);
    expect(await fifth.kill('SIGINT')).toBe(0);
  }, 180_000);
});

async function registrations(child: Child): Promise<number> {
  const [, url = '', key = ''] = /^console: (\S+)\/#key=(\S+)$/m.exec(child.output()) ?? [];
  const response = await get(url, '/v1/console/arrivals', key);
  return ArrivalsSchema.parse(await response.json()).registrations;
}
