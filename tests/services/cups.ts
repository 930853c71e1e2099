/**
 * A real CUPS of its own: its configuration, spool and queues in a temporary folder, on a loopback port. It runs in
 * a mount namespace where that folder is /etc/cups, because the cups-pdf backend reads its settings nowhere else, and
 * in a process namespace that ends with it: its backends would live on for ever, while systemd ends them with it.
 */
import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  freePort,
  output,
  type Service,
  type ServiceProcess,
  startProcess,
  waitFor,
} from './service-process.ts';

export type Cups = Service & {
  /** The value of CUPS_SERVER for programs that shall print here. */
  server: string;
  /** Adds a queue whose pages become PDF files, see listPages(). */
  addPdfQueue(name: string): Promise<void>;
  /** Adds a driverless queue for the IPP printer at this address. */
  addIppQueue(name: string, address: string): Promise<void>;
  /** Stops a queue as an operator would: it takes jobs and keeps them. */
  pause(name: string): Promise<void>;
  resume(name: string): Promise<void>;
  remove(name: string): Promise<void>;
  /** Purges the jobs of a queue. */
  empty(name: string): Promise<void>;
  /** Ends the scheduler as a crash would; a job that it was writing down is left `half-written`, or as it was before. */
  crash(job?: 'half-written'): Promise<void>;
  /** Starts it again after a crash; it finds its queues and, unless they are to be lost, its jobs. */
  restart(options?: { jobsLost: boolean }): Promise<void>;
  /** The PDF files that came out of the PDF queues, oldest first. */
  listPages(): Promise<string[]>;
};

const NAMESPACES = ['--mount', '--pid', '--fork', '--kill-child=TERM'];

export async function startCups(): Promise<Cups> {
  const folder = await mkdtemp(join(tmpdir(), 'yanqi-cups-'));
  const port = await freePort();
  await writeConfiguration(folder, port);

  const server = `127.0.0.1:${port}`;
  const etc = join(folder, 'etc');
  const pages = join(folder, 'pages');
  const ask = (command: string, ...args: string[]) => output(command, args, { CUPS_SERVER: server });
  let scheduler = await startScheduler();

  async function startScheduler(): Promise<ServiceProcess> {
    const started = startProcess({
      name: 'cupsd',
      command: 'unshare',
      args: [...NAMESPACES, 'sh', '-c', 'mount --bind "$1" /etc/cups && exec cupsd -f', 'cupsd', etc],
    });
    await started.ready(() =>
      ask('lpstat', '-r').then(
        (answer) => answer.includes('is running'),
        () => false,
      ),
    );
    return started;
  }

  async function stop() {
    await scheduler.stop();
    await rm(folder, { recursive: true, force: true });
  }
  return {
    server,
    stop,
    [Symbol.asyncDispose]: stop,
    async addPdfQueue(name) {
      await ask('lpadmin', '-p', name, '-E', '-v', 'cups-pdf:/', '-m', 'lsb/usr/cups-pdf/CUPS-PDF_opt.ppd');
    },
    async addIppQueue(name, address) {
      await ask('lpadmin', '-p', name, '-E', '-v', address, '-m', 'everywhere');
      // It asks the printer what it can do in the background; switched off before that, it would refuse every job.
      const description = join(etc, 'ppd', `${name}.ppd`);
      await waitFor(`the queue ${name} to know its printer`, () => existsSync(description));
    },
    async pause(name) {
      await ask('cupsdisable', name);
    },
    async resume(name) {
      await ask('cupsenable', name);
    },
    async remove(name) {
      await ask('lpadmin', '-x', name);
    },
    async empty(name) {
      await ask('cancel', '-a', '-x', name);
    },
    async crash(job) {
      await scheduler.kill();
      await (job === undefined
        ? removeNewFiles(join(folder, 'spool'))
        : copyToNewFiles(join(folder, 'spool')));
    },
    async restart({ jobsLost } = { jobsLost: false }) {
      if (jobsLost) await emptyFolders(join(folder, 'spool'), join(folder, 'cache'));
      scheduler = await startScheduler();
    },
    async listPages() {
      const files = await readdir(pages);
      return files.map((file) => join(pages, file)).sort((a, b) => jobNumber(a) - jobNumber(b));
    },
  };
}

/**
 * CUPS writes a job's control file anew beside the old one and renames it. One that it did not come to rename makes two
 * jobs of one at the next start, and a test that kills it right after it began with a job meets that at times.
 */
async function removeNewFiles(spool: string): Promise<void> {
  for (const file of await readdir(spool)) if (/^c\d+\.N$/.test(file)) await rm(join(spool, file));
}

/** CUPS looks at the folder only when a control file is newer than its list of jobs, by whole seconds. */
async function copyToNewFiles(spool: string): Promise<void> {
  const soon = Date.now() / 1000 + 1;
  for (const file of (await readdir(spool)).filter((name) => /^c\d+$/.test(name))) {
    const copy = join(spool, `${file}.N`);
    await copyFile(join(spool, file), copy);
    await utimes(copy, soon, soon);
  }
}

async function emptyFolders(...folders: string[]): Promise<void> {
  for (const folder of folders) {
    await rm(folder, { recursive: true });
    await mkdir(folder);
  }
}

/** cups-pdf ends or begins each file's name with the number of its job. */
function jobNumber(file: string): number {
  return Number(/job_(\d+)/.exec(file)?.[1] ?? 0);
}

async function writeConfiguration(folder: string, port: number): Promise<void> {
  const part = (name: string) => join(folder, name);
  // Filters run as the user lp and must reach their files.
  await chmod(folder, 0o755);
  for (const name of ['etc', 'cache', 'spool', 'state', 'log', 'pages']) await mkdir(part(name));

  await writeFile(
    join(part('etc'), 'cups-files.conf'),
    [
      `CacheDir ${part('cache')}`,
      `RequestRoot ${part('spool')}`,
      `StateDir ${part('state')}`,
      `AccessLog ${part('log')}/access`,
      'ErrorLog stderr',
      `PageLog ${part('log')}/page`,
      `Printcap ${part('state')}/printcap`,
      'SystemGroup root lpadmin',
      '',
    ].join('\n'),
  );
  await writeFile(
    join(part('etc'), 'cupsd.conf'),
    [
      `Listen 127.0.0.1:${port}`,
      'LogLevel info',
      'Browsing Off',
      // Queues and jobs are written down at once, not after 30 s, so that a crash need not wait for that.
      'DirtyCleanInterval 0',
      'WebInterface No',
      'DefaultAuthType None',
      '<Location />\n  Order allow,deny\n  Allow all\n</Location>',
      '<Policy default>\n  <Limit All>\n    Order allow,deny\n    Allow all\n  </Limit>\n</Policy>',
      '',
    ].join('\n'),
  );
  await writeFile(
    join(part('etc'), 'cups-pdf.conf'),
    [
      `Out ${part('pages')}`,
      `AnonDirName ${part('pages')}`,
      `Spool ${part('spool')}/cups-pdf`,
      `Log ${part('log')}`,
      // Each file's name carries its job's number, so that equal titles do not meet.
      'Label 1',
      'Grp lp',
      '',
    ].join('\n'),
  );
}
