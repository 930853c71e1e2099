import { createServer } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { waitFor } from '../services/service-process.ts';
import { accessibilityFaults } from './accessible.ts';
import { type RunningApp, startApp, temporaryFolder } from './app.ts';
import { askCore, portsGiven, tapCorePorts, tapNextCorePort } from './core-line.ts';
import { failWhenTouched } from './failing-screen.ts';
import { seedStation } from './seed.ts';

async function waitForRefusal(app: RunningApp, what: string): Promise<void> {
  await waitFor(`a line "refused: ${what}"`, () =>
    app.shellLog().some(({ msg }) => msg === `refused: ${what}`),
  );
}

describe('a window', () => {
  it('is sandboxed and isolated, and has neither Node nor Electron', async () => {
    const { electron, page } = await startApp();
    const preferences = await electron.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      // Electron tells it in every version that we run on, but its types do not.
      if (
        contents &&
        'getLastWebPreferences' in contents &&
        typeof contents.getLastWebPreferences === 'function'
      )
        return contents.getLastWebPreferences();
    });
    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
    });
    const found = await page.evaluate(() =>
      ['process', 'require', 'module', 'Buffer', 'ipcRenderer', 'electron'].filter(
        (name) => name in globalThis,
      ),
    );
    expect(found).toEqual([]);
  });

  it('has a strict policy with a fresh nonce at each load', async () => {
    const { page } = await startApp();
    const [first, second] = await page.evaluate(async () => {
      const policy = async () => (await fetch(location.href)).headers.get('content-security-policy') ?? '';
      return [await policy(), await policy()];
    });
    const directives = new Map(first.split('; ').map((each) => [each.split(' ')[0], each]));
    expect(directives.get('default-src')).toBe("default-src 'none'");
    expect(directives.get('script-src')).toBe("script-src 'self' 'wasm-unsafe-eval'");
    expect(directives.get('style-src')).toMatch(/^style-src 'self' 'nonce-[A-Za-z0-9+/]{22}=='$/);
    expect(directives.get('frame-ancestors')).toBe("frame-ancestors 'none'");
    expect(second).not.toBe(first);
  });

  it('runs no inline script, no handler in markup, no script from data, no eval', async () => {
    const { page } = await startApp();
    const outcome = await page.evaluate(async () => {
      const violations: string[] = [];
      document.addEventListener('securitypolicyviolation', (event) => {
        violations.push(`${event.effectiveDirective} ${event.blockedURI}`);
      });
      const inline = document.createElement('script');
      inline.textContent = 'document.documentElement.dataset.ran = "inline"';
      const fromData = document.createElement('script');
      fromData.src = 'data:text/javascript,document.documentElement.dataset.ran="data"';
      const button = document.createElement('button');
      button.setAttribute('onclick', 'document.documentElement.dataset.ran = "handler"');
      document.body.append(inline, fromData, button);
      button.click();
      // In a timer: what the test itself evaluates is above the policy, but only while it runs.
      const evaluated = await new Promise<string>((resolve) => {
        setTimeout(() => {
          try {
            resolve(`ran ${new Function('return 1')()}`);
          } catch (error) {
            resolve(error instanceof Error ? error.name : 'threw');
          }
        });
      });
      return { violations, evaluated, ran: document.documentElement.dataset.ran ?? 'nothing' };
    });
    expect(outcome.ran).toBe('nothing');
    expect(outcome.evaluated).toBe('EvalError');
    expect(outcome.violations).toEqual(
      expect.arrayContaining(['script-src-elem inline', 'script-src-elem data', 'script-src-attr inline']),
    );
  });

  it('reaches nothing on a network, whether a page asks or the session', async () => {
    let requests = 0;
    const server = createServer((_request, response) => {
      requests += 1;
      response.end();
    });
    onTestFinished(() => void server.close());
    const address = await new Promise<string>((resolve) => {
      server.listen(0, '127.0.0.1', () => {
        const bound = server.address();
        resolve(`http://127.0.0.1:${typeof bound === 'object' ? bound?.port : ''}/picture.png`);
      });
    });

    const app = await startApp();
    const byPage = await app.page.evaluate(async (url) => {
      const picture = new Image();
      const pictureFailed = new Promise<boolean>((resolve) => {
        picture.onerror = () => resolve(true);
        picture.onload = () => resolve(false);
      });
      picture.src = url;
      const fetched = await fetch(url, { mode: 'no-cors' }).then(
        () => 'fetched',
        () => 'refused',
      );
      return { pictureFailed: await pictureFailed, fetched };
    }, address);
    const bySession = await app.electron.evaluate(
      ({ net }, url) => net.fetch(url).then(String, (error) => String(error.message)),
      address,
    );

    expect(byPage).toEqual({ pictureFailed: true, fetched: 'refused' });
    expect(bySession).toBe('net::ERR_BLOCKED_BY_CLIENT');
    expect(requests).toBe(0);
  });

  it('stays on its page: no address, no link, no dropped file, no other page of ours', async () => {
    const app = await startApp();
    const before = app.page.url();
    await app.page.evaluate(() => {
      location.href = 'https://example.com/';
    });
    await waitForRefusal(app, 'navigation');
    await app.page.evaluate(() => {
      const link = document.createElement('a');
      link.href = 'app://yanqi/kiosk.html';
      document.body.append(link);
      link.click();
    });
    await waitFor('the second refusal', () => {
      const refused = app.shellLog().filter(({ msg }) => msg === 'refused: navigation');
      return refused.some(({ url }) => url === 'app://yanqi/kiosk.html');
    });
    expect(app.page.url()).toBe(before);
  });

  it('loads a page anew of which a screen failed, when a person says so', async () => {
    const folder = temporaryFolder();
    await seedStation(folder);
    const { page } = await startApp({ folder });
    await page.locator('[data-verdict=idle]').waitFor();
    await failWhenTouched(page);
    await page.locator('[data-screen=crashed]').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: /Open again/ }).click();
    await page.locator('[data-verdict=idle]').waitFor();
  });

  it('opens no other window', async () => {
    const app = await startApp();
    const opened = await app.page.evaluate(() => window.open('app://yanqi/desk.html') === null);
    await waitForRefusal(app, 'new window');
    expect(opened).toBe(true);
    expect(app.electron.windows()).toHaveLength(1);
  });

  it('may use the camera and nothing else', async () => {
    const app = await startApp({ arguments: ['--use-fake-device-for-media-stream'] });
    const answers = await app.page.evaluate(async () => {
      const media = (wanted: MediaStreamConstraints) =>
        navigator.mediaDevices.getUserMedia(wanted).then(
          (stream) =>
            stream
              .getTracks()
              .map((track) => track.kind)
              .join(),
          (error: DOMException) => error.name,
        );
      const place = new Promise<string>((resolve) => {
        navigator.geolocation.getCurrentPosition(
          () => resolve('found'),
          (error) => resolve(error.code === error.PERMISSION_DENIED ? 'denied' : error.message),
        );
      });
      const state = (name: PermissionName) =>
        navigator.permissions.query({ name }).then((found) => found.state);
      return {
        camera: await media({ video: true }),
        microphone: await media({ audio: true }),
        both: await media({ video: true, audio: true }),
        place: await place,
        notifications: await Notification.requestPermission(),
        mayNotify: await state('notifications'),
        mayLocate: await state('geolocation'),
      };
    });
    expect(answers).toEqual({
      camera: 'video',
      microphone: 'NotAllowedError',
      both: 'NotAllowedError',
      place: 'denied',
      notifications: 'denied',
      mayNotify: 'denied',
      mayLocate: 'denied',
    });
  });

  it('gets no file outside the pages', async () => {
    const { electron } = await startApp();
    const answers = await electron.evaluate(
      async ({ net }, addresses) => {
        const answers: Record<string, number> = {};
        for (const address of addresses) answers[address] = (await net.fetch(address)).status;
        return answers;
      },
      [
        'app://yanqi/desk.html',
        'app://yanqi/../../etc/passwd',
        'app://yanqi/..%2f..%2fpackage.json',
        'app://yanqi/%2e%2e/%2e%2e/package.json',
        'app://yanqi/..%5c..%5cpackage.json',
        'app://yanqi//etc/hostname',
        'app://elsewhere/desk.html',
      ],
    );
    expect(answers).toEqual({
      'app://yanqi/desk.html': 200,
      'app://yanqi/../../etc/passwd': 404,
      'app://yanqi/..%2f..%2fpackage.json': 404,
      'app://yanqi/%2e%2e/%2e%2e/package.json': 404,
      'app://yanqi/..%5c..%5cpackage.json': 404,
      'app://yanqi//etc/hostname': 404,
      'app://elsewhere/desk.html': 404,
    });
  });
});

describe('a message that fails its schema', () => {
  it('is dropped by shell and core, and both go on', async () => {
    const app = await startApp();
    await tapCorePorts(app.page);
    await app.page.evaluate(() => {
      const port = window.corePorts.at(-1);
      port?.postMessage({ kind: 'stop' });
      port?.postMessage('no JSON');
      port?.postMessage('{"i":"x","p":{"u":5}}');
      port?.postMessage('{"i":"y","p":{"u":"/scan","h":{"content-type":"multipart/form-data; boundary=b"}}}');
      port?.postMessage(new Uint8Array([255, 1, 2]));
    });
    const refused = await askCore(app.page, '/scan', { code: 5, via: 'mouse' });
    const answered = await askCore(app.page, '/recovery/state');
    expect(refused.status).toBe(400);
    expect(answered).toEqual({ status: 200, output: { state: 'sound' } });
    expect(app.coreLog().filter(({ msg }) => msg === 'a call from a window failed').length).toBeGreaterThan(
      2,
    );
    expect(app.shellLog().filter(({ msg }) => msg === 'core started')).toHaveLength(1);
  });
});

describe('a kiosk', () => {
  it('cannot search, list, print or set anything up', async () => {
    const folder = temporaryFolder();
    await seedStation(folder);
    const app = await startApp({ folder, arguments: ['--window=kiosk'] });
    const { page } = app;
    // It is connected: the next port is that of the next core.
    await page.locator('[data-screen=attract]').waitFor();
    // Electron 25 crashes when it unloads the kiosk's page, so its port is tapped without that.
    await tapNextCorePort(page);
    process.kill(Number(app.shellLog().find(({ msg }) => msg === 'core started')?.core), 'SIGKILL');
    await portsGiven(page, 1);
    const statuses = [];
    for (const path of [
      '/search',
      '/recentArrivals',
      '/checkIn',
      '/printBadge',
      '/printers',
      '/recovery/restore',
      '/setup/initEvent',
      '/setup/importList',
      '/setup/enrol',
      '/setup/configure',
    ])
      statuses.push((await askCore(page, path, { text: 'Li' })).status);
    expect(statuses).toEqual(statuses.map(() => 404));
    expect((await askCore(page, '/scan', { code: 'UNKNOWN', via: 'scanner' })).output).toEqual({
      outcome: 'see-desk',
    });
  });
});

describe('a station that is not enrolled', () => {
  it('keeps its check-ins and speaks to no server', async () => {
    const folder = temporaryFolder();
    const [guest] = await seedStation(folder);
    const { page } = await startApp({ folder });
    await tapCorePorts(page);
    const scanned = await askCore(page, '/scan', { code: guest?.code, via: 'scanner' });
    const status = await askCore(page, '/setup/configure', {});
    expect(scanned.output).toMatchObject({ verdict: 'admit' });
    expect(status.output).toMatchObject({
      sync: { state: 'alone', server: null, waiting: expect.any(Number) },
    });
  });
});
