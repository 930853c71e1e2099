/**
 * A station at work until it is killed: scans guests, takes some entries back, writes notes, and says the id of each
 * op once it is committed. Arguments: data folder, seed, how many guests there are.
 */
import { pino } from 'pino';
import { openStation } from '../../../src/core/station/open-station.ts';
import { below, randomFrom } from './random.ts';

const [folder = '', seed = '', guests = ''] = process.argv.slice(2);
const random = randomFrom(Number(seed));
const opened = openStation({ folder, background: true, log: pino({ level: 'silent' }) });
if (!opened.ok) throw new Error(opened.failure.code);
const station = opened.value;
const entries: string[] = [];

console.log('open');
work();

function work(): void {
  const op = actOnce();
  if (op !== null) console.log(`op ${op}`);
  setTimeout(work, 20 + below(120, random));
}

function actOnce(): string | null {
  const guest = 1 + below(Number(guests), random);
  const choice = random();
  const entry = entries.at(-1);
  if (choice < 0.08 && entry !== undefined) {
    entries.pop();
    return opOf(station.undo(entry));
  }
  if (choice < 0.16) return opOf(station.note(`G${guest}`, `seen at ${folder}`));
  const scanned = station.scan(`C${guest}`, 'scanner');
  if (!scanned.ok || scanned.value.op === null) return null;
  entries.push(scanned.value.op.id);
  return scanned.value.op.id;
}

function opOf(result: ReturnType<typeof station.undo>): string | null {
  return result.ok ? result.value.id : null;
}
