/**
 * A real network printer, played by ippeveprinter. It insists on D-Bus and Avahi, so it gets a pair of its own in a
 * mount namespace with an empty /run: the machine's own are left alone, and printers do not see each other.
 */
import { chmod, copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, output, type Service, type ServiceProcess, startProcess } from './service-process.ts';

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
  /** How long it takes over each document from now on. */
  takeSeconds(seconds: number): Promise<void>;
  /** The next document is given up in the middle. */
  abortNext(): Promise<void>;
  /** Nobody answers at its address until it is switched on again; then it has forgotten its jobs. */
  switchOff(): Promise<void>;
  switchOn(): Promise<void>;
  /** Puts another medium in, one that tests/fixtures/badge-printer.conf knows; it is off and on again meanwhile. */
  load(medium: string): Promise<void>;
  /** The documents that it received, in the order of their jobs. */
  received(): Promise<string[]>;
  /** The documents that came out of it, in their order: those that were cancelled in time or aborted did not. */
  printed(): Promise<string[]>;
};

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

/**
 * What the printer runs for each document: holds it for as long as the file "trouble" names a reason, then takes its
 * time, and puts it into "printed" at the very end, as paper comes out. A job that was cancelled meanwhile is dropped,
 * which ippeveprinter leaves to its command. Between jobs it has no sensor and knows of no trouble.
 */
const printCommand = `#!/bin/sh
here=$(dirname "$0")
said=
cancelled() { ipptool -q -T 5 "$IPP_JOB_URI" "$here/cancelled.test"; }
while reason=$(cat "$here/trouble") && [ -n "$reason" ]; do
  [ "$reason" = "$said" ] || echo "STATE: +$reason" >&2
  said=$reason
  cancelled && break
  sleep 0.1
done
[ -z "$said" ] || echo "STATE: -$said" >&2
cancelled && exit 0
sleep "$(cat "$here/seconds")"
if [ -e "$here/abort" ]; then
  rm "$here/abort"
  exit 1
fi
cancelled && exit 0
cp "$1" "$here/printed/$(date +%s%N).pdf"
`;

/** Passes for a job that is being cancelled. */
const cancelledTest = `{
  NAME "is being cancelled"
  OPERATION Get-Job-Attributes
  GROUP operation-attributes-tag
  ATTR charset attributes-charset utf-8
  ATTR language attributes-natural-language en
  ATTR uri job-uri $uri
  EXPECT job-state-reasons WITH-VALUE "processing-to-stop-point"
}
`;

const attributes = join(import.meta.dirname, '../fixtures/badge-printer.conf');

export async function startIppPrinter(): Promise<IppPrinter> {
  const folder = await mkdtemp(join(tmpdir(), 'yanqi-printer-'));
  const part = (name: string) => join(folder, name);
  const command = part('print');
  await mkdir(part('documents'));
  await mkdir(part('printed'));
  for (const [name, text] of Object.entries({ trouble: '', seconds: '0' })) await writeFile(part(name), text);
  await writeFile(part('cancelled.test'), cancelledTest);
  await copyFile(attributes, part('attributes.conf'));
  await writeFile(command, printCommand);
  await chmod(command, 0o755);

  const port = await freePort();
  const address = `ipp://localhost:${port}/ipp/print`;
  let printer = await switchedOn();

  async function switchedOn(): Promise<ServiceProcess> {
    const started = startProcess({
      name: 'ippeveprinter',
      command: 'unshare',
      args: [
        ...['--mount', 'sh', '-c', surroundings, 'printer'],
        ...['-r', 'off', '-n', 'localhost', '-p', `${port}`, '-a', part('attributes.conf')],
        ...['-d', part('documents'), '-k', '-c', command, 'Test printer'],
      ],
    });
    await started.ready(() => answers(address));
    return started;
  }

  async function stop() {
    await printer.stop();
    await rm(folder, { recursive: true, force: true });
  }
  return {
    address,
    stop,
    [Symbol.asyncDispose]: stop,
    async trouble(reason) {
      await writeFile(part('trouble'), reason ?? '');
    },
    async takeSeconds(seconds) {
      await writeFile(part('seconds'), String(seconds));
    },
    async abortNext() {
      await writeFile(part('abort'), '');
    },
    async switchOff() {
      await printer.kill();
    },
    async switchOn() {
      printer = await switchedOn();
    },
    async load(medium) {
      const known = await readFile(attributes, 'utf8');
      const line = `ATTR keyword media-ready "${medium}"`;
      await writeFile(part('attributes.conf'), known.replace(/^ATTR keyword media-ready .*$/m, line));
      await printer.kill();
      printer = await switchedOn();
    },
    async received() {
      // Beside each document lies what the command printed, as .prn.
      const files = (await readdir(part('documents'))).filter((file) => file.endsWith('.pdf'));
      return files.map((file) => join(part('documents'), file)).sort((a, b) => jobNumber(a) - jobNumber(b));
    },
    async printed() {
      return (await readdir(part('printed'))).sort().map((file) => join(part('printed'), file));
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
