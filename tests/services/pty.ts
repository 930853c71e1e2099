/** A serial port that is none: a pair of pseudo-terminals, one end of which a scanner of the tests writes to. */
import { existsSync, rmSync } from 'node:fs';
import { startProcess } from './service-process.ts';

/** Opens a pair, links `path` to one end, and writes each line of its standard input (hexadecimal) to the other. */
const PROGRAM = `
import os, pty, sys, tty
near, far = pty.openpty()
tty.setraw(far)
fifo = sys.argv[1] + '.in'
for path in (sys.argv[1], fifo):
    if os.path.lexists(path): os.unlink(path)
os.symlink(os.ttyname(far), sys.argv[1])
os.mkfifo(fifo)
while True:
    with open(fifo) as lines:
        for line in lines:
            os.write(near, bytes.fromhex(line))
`;

export interface SerialLine extends AsyncDisposable {
  /** What the station opens. */
  readonly path: string;
  /** The FIFO that takes hexadecimal lines: what is written there, the scanner sends. */
  readonly fifo: string;
  unplug(): Promise<void>;
}

/** Plugs a serial scanner in at this path. */
export async function plugInSerialLine(path: string): Promise<SerialLine> {
  const program = startProcess({
    name: 'pty',
    command: 'python3',
    args: ['-c', PROGRAM, path],
    stopSignal: 'INT',
  });
  const fifo = `${path}.in`;
  await program.ready(() => existsSync(fifo));
  async function unplug(): Promise<void> {
    await program.stop();
    rmSync(path, { force: true });
    rmSync(fifo, { force: true });
  }
  return { path, fifo, unplug, [Symbol.asyncDispose]: unplug };
}
