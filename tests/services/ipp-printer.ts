/**
 * A real network printer, played by ippeveprinter. It insists on D-Bus and Avahi, so it gets a pair of its own in a
 * mount namespace with an empty /run: the machine's own are left alone, and printers do not see each other.
 */
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, output, type Service, startProcess } from './service-process.ts';

/** A reason that a printer gives for not going on, as in RFC 8011, section 5.4.12. */
export type PrinterTrouble =
  | 'media-empty-error'
  | 'media-jam-error'
  | 'cover-open-error'
  | 'marker-supply-empty-error';

export type IppPrinter = Service & {
  /** Its ipp:// address, for a CUPS queue. */
  address: string;
  /** From now on every document waits in the printer, which gives this reason, until trouble(undefined). */
  trouble(reason: PrinterTrouble | undefined): Promise<void>;
  /** The documents that it received, in the order of their jobs. */
  received(): Promise<string[]>;
};

const attributes = join(import.meta.dirname, '../fixtures/badge-printer.conf');

const surroundings = `
set -e
mount -t tmpfs tmpfs /run
mkdir /run/dbus /run/avahi-daemon
dbus-daemon --system --nofork --nopidfile &
until [ -S /run/dbus/system_bus_socket ]; do sleep 0.05; done
avahi-daemon --no-drop-root --no-chroot --no-rlimits &
until [ -S /run/avahi-daemon/socket ]; do sleep 0.05; done
exec ippeveprinter "$@"
`;

/** What the printer runs for each document: holds it for as long as the file "trouble" names a reason. */
const printCommand = `#!/bin/sh
trouble=$(dirname "$0")/trouble
said=
while reason=$(cat "$trouble") && [ -n "$reason" ]; do
  [ "$reason" = "$said" ] || echo "STATE: +$reason" >&2
  said=$reason
  sleep 0.1
done
[ -z "$said" ] || echo "STATE: -$said" >&2
`;

export async function startIppPrinter(): Promise<IppPrinter> {
  const folder = await mkdtemp(join(tmpdir(), 'yanqi-printer-'));
  const documents = join(folder, 'documents');
  const command = join(folder, 'print');
  await mkdir(documents);
  await writeFile(join(folder, 'trouble'), '');
  await writeFile(command, printCommand);
  await chmod(command, 0o755);

  const port = await freePort();
  const address = `ipp://localhost:${port}/ipp/print`;
  const printer = startProcess({
    name: 'ippeveprinter',
    command: 'unshare',
    args: [
      ...['--mount', 'sh', '-c', surroundings, 'printer'],
      ...['-r', 'off', '-n', 'localhost', '-p', `${port}`, '-a', attributes],
      ...['-d', documents, '-k', '-c', command, 'Test printer'],
    ],
  });
  await printer.ready(() => answers(address));

  async function stop() {
    await printer.stop();
    await rm(folder, { recursive: true, force: true });
  }
  return {
    address,
    stop,
    [Symbol.asyncDispose]: stop,
    async trouble(reason) {
      await writeFile(join(folder, 'trouble'), reason ?? '');
    },
    async received() {
      // Beside each document lies what the command printed, as .prn.
      const files = (await readdir(documents)).filter((file) => file.endsWith('.pdf'));
      return files.map((file) => join(documents, file)).sort((a, b) => jobNumber(a) - jobNumber(b));
    },
  };
}

function answers(address: string): Promise<boolean> {
  return output('ipptool', ['-q', '-T', '2', address, 'get-jobs.test']).then(
    () => true,
    () => false,
  );
}

/** ippeveprinter begins each file's name with the number of its job. */
function jobNumber(file: string): number {
  return Number(/\/(\d+)-[^/]*$/.exec(file)?.[1] ?? 0);
}
