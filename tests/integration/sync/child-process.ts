/** Programs under test that are killed without warning. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../../..');

export interface Child extends AsyncDisposable {
  /** What it wrote to standard output until now. */
  output(): string;
  errors(): string;
  /** Resolves once its output holds the text; rejects when it ends before. */
  said(text: string): Promise<void>;
  /** Ends it as `kill -9` (or the signal) does, and waits for its end. Gives the exit code, null after a signal. */
  kill(signal?: NodeJS.Signals): Promise<number | null>;
  /** Waits for its end and gives the exit code. */
  ended(): Promise<number | null>;
}

export function startNode(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Child {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  child.stdout.on('data', (text) => {
    output += text;
    child.emit('said');
  });
  child.stderr.on('data', (text) => {
    errors += text;
  });
  child.on('exit', () => child.emit('said'));

  async function kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<number | null> {
    child.kill(signal);
    return ended();
  }

  async function ended(): Promise<number | null> {
    if (!hasEnded(child)) await once(child, 'close');
    return child.exitCode;
  }

  return {
    output: () => output,
    errors: () => errors,
    async said(text) {
      while (!output.includes(text)) {
        if (hasEnded(child)) throw new Error(`ended without saying ${text}: ${output}${errors}`);
        await once(child, 'said');
      }
    },
    kill,
    ended,
    [Symbol.asyncDispose]: async () => void (await kill()),
  };
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}
