/** A screen of its own for windows that a test opens. */
import { atOnce } from './at-once.ts';
import { output, type Service, startProcess } from './service-process.ts';

export type Screen = Service & {
  /** The value of DISPLAY for programs that shall open their windows here. */
  display: string;
};

interface ScreenOptions {
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  /** Without one, windows have neither frames nor focus, and no keys close them. */
  readonly windowManager: boolean;
}

const TRIES = 3;

/** Two servers that begin in one moment may take the same display: the one that lost it is started anew. */
export async function startXvfb(options: ScreenOptions): Promise<Screen> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await tryXvfb(options);
    } catch (cause) {
      if (tries === TRIES) throw cause;
    }
  }
}

async function tryXvfb({ width, height, windowManager }: ScreenOptions): Promise<Screen> {
  const size = `${width}x${height}x24`;
  // The server itself looks for a free display and prints its number.
  // It stamps the keys with their time, as the kernel does for a real keyboard: no load may hold it up.
  const [command, args] = atOnce('Xvfb', ['-displayfd', '1', '-screen', '0', size, '-nolisten', 'tcp']);
  const server = startProcess({ name: 'xvfb', command, args });
  await server.ready(() => displayNumber(server.output()) !== undefined);
  const display = `:${displayNumber(server.output())}`;

  let manager: Service | undefined;
  async function stop() {
    await manager?.stop();
    await server.stop();
  }
  try {
    if (windowManager) manager = await startOpenbox(display);
  } catch (cause) {
    await stop();
    throw cause;
  }
  return { display, stop, [Symbol.asyncDispose]: stop };
}

function displayNumber(printed: string): string | undefined {
  return /^(\d+)\n/m.exec(printed)?.[1];
}

async function startOpenbox(display: string): Promise<Service> {
  const env = { ...process.env, DISPLAY: display };
  const manager = startProcess({ name: 'openbox', command: 'openbox', args: ['--sm-disable'], env });
  // Only a window manager answers this question.
  await manager.ready(() =>
    output('xdotool', ['get_num_desktops'], { DISPLAY: display }).then(
      () => true,
      () => false,
    ),
  );
  return manager;
}
