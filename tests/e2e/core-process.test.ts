import { spawn } from 'node:child_process';
import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { projectFolder } from '../../scripts/built-app.ts';
import { waitFor } from '../services/service-process.ts';
import { accessibilityFaults } from './accessible.ts';
import { appCommand, type LogLine, type RunningApp, startApp, temporaryFolder } from './app.ts';
import { askCore, portsGiven, tapCorePorts } from './core-line.ts';
import { keepBackup, seedStation, withStation } from './seed.ts';

const SOUND = { status: 200, output: { state: 'sound' } };

function lines(log: readonly LogLine[], message: string): LogLine[] {
  return log.filter(({ msg }) => msg === message);
}

function corePid(app: RunningApp): number {
  return Number(lines(app.shellLog(), 'core started').at(-1)?.core);
}

function isAlive(pid: number): boolean {
  return existsSync(`/proc/${pid}`);
}

/** A Node for the core that first runs this program text. */
function nodeThatFirstRuns(program: string): string {
  const folder = temporaryFolder();
  const file = join(folder, 'first.cjs');
  const node = join(folder, 'node');
  writeFileSync(file, program);
  writeFileSync(
    node,
    `#!/bin/sh\nexec '${join(projectFolder, 'node_modules/node/bin/node')}' -r '${file}' "$@"\n`,
  );
  chmodSync(node, 0o755);
  return node;
}

describe('the core process', () => {
  it('is started again when it is killed; the window gets a new port, and the log says why', async () => {
    const folder = temporaryFolder();
    const [guest] = await seedStation(folder);
    const app = await startApp({ folder });
    await tapCorePorts(app.page);
    const before = corePid(app);
    await askCore(app.page, '/scan', { code: guest?.code, via: 'scanner' });
    process.kill(before, 'SIGKILL');
    await portsGiven(app.page, 2);

    expect(await askCore(app.page, '/scan', { code: guest?.code, via: 'scanner' })).toMatchObject({
      output: { verdict: 'already-in' },
    });
    expect(corePid(app)).not.toBe(before);
    expect(lines(app.shellLog(), 'core died')).toMatchObject([{ core: before, signal: 'SIGKILL' }]);
  });

  it('is given up after five deaths in a minute; the window says so and where the logs are', async () => {
    const node = nodeThatFirstRuns('console.error("the disk is on fire"); process.exit(7)');
    const app = await startApp({ env: { YANQI_NODE: node } });
    await app.page.waitForURL('app://yanqi/stopped.html');

    const shown = await app.page.textContent('body');
    expect(shown).toContain('签到已停止');
    expect(shown).toContain('Check-in has stopped');
    expect(shown).toContain(app.folder);
    expect(await accessibilityFaults(app.page)).toEqual([]);
    const deaths = lines(app.shellLog(), 'core died');
    expect(deaths).toHaveLength(5);
    expect(deaths[0]).toMatchObject({ code: 7, lastWords: expect.stringContaining('the disk is on fire') });
  });

  it('is logged and otherwise ignored when it says what no schema knows', async () => {
    const node = nodeThatFirstRuns('process.send({ kind: "ready", role: "emperor" }); process.send(5)');
    const app = await startApp({ env: { YANQI_NODE: node } });
    await tapCorePorts(app.page);
    expect(lines(app.shellLog(), 'the core sent a message that fails its schema')).toHaveLength(2);
    expect(await askCore(app.page, '/recovery/state')).toEqual(SOUND);
  });

  it('keeps one connection for a window, however often that is loaded again', async () => {
    const app = await startApp();
    await tapCorePorts(app.page);
    for (let load = 0; load < 3; load += 1) {
      await app.page.reload();
      await portsGiven(app.page, 1);
    }
    expect(await askCore(app.page, '/recovery/state')).toEqual(SOUND);
    const connections = lines(app.coreLog(), 'window connected');
    expect(connections.length).toBeGreaterThan(3);
    expect(connections.at(-1)).toMatchObject({ connected: 1 });
  });

  it('ends in order with the app', async () => {
    const app = await startApp();
    await tapCorePorts(app.page);
    const core = corePid(app);
    await app.close();
    expect(lines(app.shellLog(), 'core stopped')).toMatchObject([{ core, code: 0 }]);
    expect(isAlive(core)).toBe(false);
  });

  it('ends by itself when the shell is killed', async () => {
    const app = await startApp();
    await tapCorePorts(app.page);
    const core = corePid(app);
    app.electron.process().kill('SIGKILL');
    await waitFor('the end of the core', () => !isAlive(core));
  });
});

describe('the shell', () => {
  it('leaves a data folder to the app that has it, and opens another beside it', async () => {
    const first = await startApp();
    const command = await appCommand(first.folder);
    const second = spawn(command.executable, command.args, { env: command.env, stdio: 'ignore' });
    const code = await new Promise((resolve) => second.once('exit', resolve));
    expect(code).toBe(0);
    expect(first.electron.windows()).toHaveLength(1);
    expect(lines(first.shellLog(), 'shell started')).toHaveLength(1);

    const other = await startApp();
    expect(other.page.url()).toContain('desk.html');
  });

  it('says which data folder cannot be used, and ends', async () => {
    const file = join(temporaryFolder(), 'a-file');
    writeFileSync(file, '');
    const command = await appCommand(join(file, 'station'));
    const app = spawn(command.executable, command.args, {
      env: command.env,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const ended = new Promise((resolve) => app.once('exit', resolve));
    const printed = await text(app.stderr);
    expect(await ended).toBe(1);
    expect(printed).toContain(`The data folder ${join(file, 'station')} cannot be used`);
  });

  it('opens the window of the role, changes it with the role, and takes --window before the role', async () => {
    const folder = temporaryFolder();
    await seedStation(folder);
    const app = await startApp({ folder });
    await tapCorePorts(app.page);
    const kiosk = app.electron.waitForEvent('window');
    // The desk window may be closed before its page has told the answer on.
    await askCore(app.page, '/setup/configure', { role: 'kiosk' }).catch(() => undefined);
    await (await kiosk).waitForURL(/kiosk\.html/);
    await waitFor('the end of the desk window', () => app.electron.windows().length === 1);
    await app.close();

    const again = await startApp({ folder, arguments: ['--window=desk'] });
    expect(again.page.url()).toContain('desk.html');
  });

  it('shows a kiosk on the whole screen', async () => {
    const app = await startApp({ arguments: ['--window=kiosk'] });
    const { bounds, screen } = await app.electron.evaluate(({ BrowserWindow, screen }) => ({
      bounds: BrowserWindow.getAllWindows()[0]?.getBounds(),
      screen: screen.getPrimaryDisplay().bounds,
    }));
    expect(bounds).toEqual(screen);
  });
});

describe('a damaged database', () => {
  it('is kept; the core serves its recovery, refuses the rest, and opens the backup that is chosen', async () => {
    const folder = temporaryFolder();
    const [guest] = await seedStation(folder, { role: 'kiosk' });
    const backup = await keepBackup(folder);
    writeFileSync(join(folder, 'station.sqlite'), 'no database at all'.repeat(1_000));

    const app = await startApp({ folder });
    await tapCorePorts(app.page);
    expect(app.page.url()).toContain('desk.html');
    expect(await askCore(app.page, '/recovery/state')).toMatchObject({
      output: { state: 'damaged', failure: { code: 'database-damaged' }, backups: [{ file: backup }] },
    });
    expect(await askCore(app.page, '/scan', { code: guest?.code, via: 'scanner' })).toMatchObject({
      status: 422,
      output: { data: { code: 'database-damaged' } },
    });

    const kiosk = app.electron.waitForEvent('window');
    // The desk window may be closed before its page has told the answer on: what it did is looked at below.
    const restored = askCore(app.page, '/recovery/restore', { file: backup }).catch(() => SOUND);
    await (await kiosk).waitForURL(/kiosk\.html/);
    expect(await restored).toEqual(SOUND);
    await app.close();
    const found = await withStation(folder, async (station) => station.status().registrations);
    expect(found).toBe(2_000);
  });
});
