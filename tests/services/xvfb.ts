/** A screen of its own for windows that a test opens. */
import { atOnce } from './at-once.ts';
import { output, type Service, startProcess } from './service-process.ts';

export type Screen = Service & {
  /** The value of DISPLAY for programs that shall open their windows here. */
  display: string;
};

/** The size is in pixels. Without a window manager, windows have neither frames nor focus, and no keys close them. */
export async function startXvfb(options: {
  width: number;
  height: number;
  windowManager: boolean;
}): Promise<Screen> {
  const size = `${options.width}x${options.height}x24`;
  // The server itself looks for a free display and prints its number.
  // It stamps the keys with their time, as the kernel does for a real keyboard: no load may hold it up.
  const [command, args] = atOnce('Xvfb', ['-displayfd', '1', '-screen', '0', size, '-nolisten', 'tcp']);
  const server = startProcess({ name: 'xvfb', command, args });
  await server.ready(() => displayNumber(server.output()) !== undefined);
  const display = `:${displayNumber(server.output())}`;

  const manager = options.windowManager ? await startOpenbox(display) : undefined;
  async function stop() {
    await manager?.stop();
    await server.stop();
  }
  return { display, stop, [Symbol.asyncDispose]: stop };
}

function displayNumber(printed: string): string | undefined {
  return /^\d+$/m.exec(printed)?.[0];
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
