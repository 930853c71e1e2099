/**
 * `npm run bench` measures everything that scripts/bench holds, `npm run bench -- --only NAME` one thing. Each bench
 * is a file of its own in that folder, so a new one is a new file and nothing else. Ends with 2, and the list of what
 * there is, when the arguments make no sense, and with 1 when something is above its limit.
 */
import { readdirSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { Bench, Figure } from './bench-figure.ts';

const folder = join(import.meta.dirname, 'bench');
const BenchSchema = z.object({
  name: z.string(),
  describe: z.string(),
  run: z.custom<Bench['run']>((value) => typeof value === 'function'),
});

const benches = await readBenches();
const wanted = wantedBenches();
if (wanted.length === 0) {
  const list = benches.map(({ name, describe }) => `  ${name.padEnd(12)}${describe}\n`).join('');
  process.stderr.write(`usage: npm run bench -- [--only NAME]\n${list}`);
  process.exit(2);
}
for (const { name, describe, run } of wanted) {
  process.stdout.write(`\n${name}: ${describe} (${machine()})\n`);
  for (const figure of await run()) {
    process.stdout.write(`  ${lineOf(figure)}\n`);
    if (figure.value > (figure.atMost ?? Number.POSITIVE_INFINITY)) process.exitCode = 1;
  }
}

async function readBenches(): Promise<Bench[]> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts'));
  return Promise.all(
    files.sort().map(async (file) => BenchSchema.parse(await import(pathToFileURL(join(folder, file)).href))),
  );
}

/** The benches that the arguments ask for; none when they make no sense. */
function wantedBenches(): Bench[] {
  try {
    const { only } = parseArgs({ options: { only: { type: 'string' } } }).values;
    return benches.filter(({ name }) => only === undefined || name === only);
  } catch {
    return [];
  }
}

/** What figures depend on beside the code: they say little without it. */
function machine(): string {
  const processors = cpus();
  const load = loadavg()[0] ?? 0;
  return `${processors.length} × ${processors[0]?.model ?? 'processor'}, load ${load.toFixed(1)}`;
}

function lineOf({ what, value, unit, against, atMost }: Figure): string {
  const limit = atMost === undefined ? '' : `, at most ${shown(atMost)}${value > atMost ? ': TOO MUCH' : ''}`;
  const figure = `${what}: ${shown(value)} ${unit}${limit}`;
  if (against === undefined) return figure;
  return `${figure} = ${shown(value / against.value)} × ${against.what} (${shown(against.value)} ${unit})`;
}

function shown(value: number): string {
  return value.toLocaleString('en', { maximumSignificantDigits: 3 });
}
