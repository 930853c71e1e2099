/** Programs that tests start: each in a process group of its own, with its output kept in test-results/services. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdirSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const logFolder = join(import.meta.dirname, '../../test-results/services');

/** What every service of the tests can do: `await using` or stop() ends it and everything that it started. */
export type Service = AsyncDisposable & { stop(): Promise<void> };

export type ServiceProcess = Service & {
  /** Ends the program at once, without a chance to tidy up. */
  kill(): Promise<void>;
  /** All that the program wrote to standard output and error until now. */
  output(): string;
  /** Resolves when `condition` holds; rejects, with the end of the output, when the program ends before. */
  ready(condition: () => Promise<boolean> | boolean, limit_ms?: number): Promise<void>;
};

export type ProcessOptions = {
  /** Names the log file. */
  name: string;
  command: string;
  args: string[];
  env?: NodeJS.ProcessEnv;
  /** The signal by which the program stops soonest. */
  stopSignal?: 'TERM' | 'INT' | 'QUIT';
};

let started = 0;

/** Starts a program that lives until it is stopped, or until the process of the test ends in whatever way. */
export function startProcess({
  name,
  command,
  args,
  env,
  stopSignal = 'TERM',
}: ProcessOptions): ServiceProcess {
  mkdirSync(logFolder, { recursive: true });
  started += 1;
  const logFile = join(logFolder, `${name}-${process.pid}-${started}.log`);
  const log = openSync(logFile, 'w');
  const guard = spawn('bash', [join(import.meta.dirname, 'guard.sh'), stopSignal, command, ...args], {
    detached: true,
    stdio: ['pipe', log, log],
    env: env ?? process.env,
  });
  const output = () => readFileSync(logFile, 'utf8');
  const stop = () => endOf(guard);
  return {
    output,
    stop,
    [Symbol.asyncDispose]: stop,
    kill: () => killGroup(guard),
    async ready(condition, limit_ms = 30_000) {
      try {
        await waitFor(
          name,
          () => {
            if (hasEnded(guard)) throw new Error(`${name} ended too soon`);
            return condition();
          },
          limit_ms,
        );
      } catch (cause) {
        await stop();
        throw new Error(`${name} did not become ready; its last words: ${output().slice(-2_000)}`, { cause });
      }
    },
  };
}

function endOf(guard: ChildProcess): Promise<void> {
  if (hasEnded(guard)) return Promise.resolve();
  return new Promise((resolve) => {
    guard.once('exit', () => resolve());
    guard.stdin?.end();
  });
}

function killGroup(guard: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    guard.once('exit', () => resolve());
    // The guard leads the process group of all that it started.
    if (guard.pid !== undefined) process.kill(-guard.pid, 'SIGKILL');
  });
}

function hasEnded(guard: ChildProcess): boolean {
  return guard.exitCode !== null || guard.signalCode !== null;
}

/** Asks every 50 ms until the condition holds; rejects after the limit, saying what it waited for. */
export async function waitFor(
  what: string,
  condition: () => Promise<boolean> | boolean,
  limit_ms = 30_000,
): Promise<void> {
  const end = Date.now() + limit_ms;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`waited ${limit_ms} ms in vain: ${what}`);
    await delay(50);
  }
}

/** Runs a command to its end and gives what it printed; rejects, with its standard error, when it fails. */
export async function output(command: string, args: string[], env?: NodeJS.ProcessEnv): Promise<string> {
  const { stdout } = await run(command, args, { env: { ...process.env, ...env }, maxBuffer: 64_000_000 });
  return stdout;
}

/** A port of the loopback address that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
