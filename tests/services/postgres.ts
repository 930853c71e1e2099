/** A PostgreSQL of its own on a loopback port, for as long as a test file needs it. */
import { randomUUID } from 'node:crypto';
import { chmod, chown, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { freePort, output, type Service, startProcess } from './service-process.ts';

const programs = '/usr/lib/postgresql';
// The data live as long as the test: nothing is gained by waiting for the disk.
const throwaway = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];

export type Postgres = Service & {
  /**
   * Makes an empty database and gives its address; given the address of an earlier one, which nobody may be
   * connected to, makes a copy of that.
   */
  createDatabase(template?: string): Promise<string>;
};

export async function startPostgres(): Promise<Postgres> {
  const folder = await mkdtemp(join(tmpdir(), 'yanqi-postgres-'));
  const bin = await programFolder();
  const asUser = await unprivileged(folder);
  await output(
    ...asUser(join(bin, 'initdb'), [
      '-D',
      folder,
      '-U',
      'yanqi',
      '-A',
      'trust',
      '-E',
      'UTF8',
      '--locale=C.UTF-8',
      '-N',
    ]),
  );

  const port = await freePort();
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', `port=${port}`, ...throwaway];
  const [command, args] = asUser(join(bin, 'postgres'), [
    '-D',
    folder,
    ...settings.flatMap((setting) => ['-c', setting]),
  ]);
  // QUIT: end at once, without waiting for clients.
  const server = startProcess({ name: 'postgres', command, args, stopSignal: 'QUIT' });
  const address = (database: string) => `postgres://yanqi@127.0.0.1:${port}/${database}`;
  await server.ready(() =>
    query(address('postgres'), 'select 1').then(
      () => true,
      () => false,
    ),
  );

  async function stop() {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
  return {
    stop,
    [Symbol.asyncDispose]: stop,
    async createDatabase(template) {
      const name = `test_${randomUUID().replaceAll('-', '')}`;
      const original = template === undefined ? 'template1' : new URL(template).pathname.slice(1);
      await query(address('postgres'), `create database ${name} template ${pg.escapeIdentifier(original)}`);
      return address(name);
    },
  };
}

async function programFolder(): Promise<string> {
  const versions = (await readdir(programs)).sort((a, b) => Number(b) - Number(a));
  return join(programs, versions[0] ?? '', 'bin');
}

/** PostgreSQL refuses to run as root: then it runs as the user that Debian made for it, who owns the folder. */
async function unprivileged(folder: string) {
  if (process.getuid?.() !== 0)
    return (command: string, args: string[]): [string, string[]] => [command, args];
  const [user, group] = await Promise.all(
    ['-u', '-g'].map(async (flag) => Number(await output('id', [flag, 'postgres']))),
  );
  await chown(folder, user ?? 0, group ?? 0);
  await chmod(folder, 0o700);
  return (command: string, args: string[]): [string, string[]] => [
    'setpriv',
    [`--reuid=${user}`, `--regid=${group}`, '--clear-groups', command, ...args],
  ];
}

async function query(address: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
