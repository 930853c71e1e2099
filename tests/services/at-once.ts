/** Runs a program before all others, as hardware does not wait for the computer's load. */
import { spawnSync } from 'node:child_process';

let mayRunInRealTime: boolean | undefined;

/**
 * The command with its arguments. In real time where the system lets us: a nice value counts only among the programs of
 * one session (sched_autogroup), so it does not hold against the load of others.
 */
export function atOnce(command: string, args: readonly string[]): [command: string, args: string[]] {
  mayRunInRealTime ??= spawnSync('chrt', ['--fifo', '1', 'true']).status === 0;
  return mayRunInRealTime
    ? ['chrt', ['--fifo', '1', command, ...args]]
    : ['nice', ['-n', '-15', command, ...args]];
}
