import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const FOLDER = join(import.meta.dirname, '../../../resources/sounds');
const HEADER_BYTES = 44;
const FULL = 2 ** 15;
const RATE = 44_100;

const sounds = readdirSync(FOLDER).map((file) => ({
  file,
  samples: samplesOf(readFileSync(join(FOLDER, file))),
}));

/** A verdict is heard before the next one; the alarm for a guest to be met is heard through a hall. */
const LONGEST_SECONDS = { verdict: 1, alarm: 2 };

/** Of 16 bits and one channel, from -1 to 1. */
function samplesOf(wav: Buffer): number[] {
  expect(wav.readUInt16LE(22)).toBe(1);
  expect(wav.readUInt32LE(24)).toBe(RATE);
  expect(wav.readUInt16LE(34)).toBe(16);
  const count = (wav.length - HEADER_BYTES) / 2;
  return Array.from({ length: count }, (_, place) => wav.readInt16LE(HEADER_BYTES + 2 * place) / FULL);
}

describe('the sounds', () => {
  it.each(sounds)('$file is as loud as a file can be, short, and begins at once', ({ file, samples }) => {
    const peak = Math.max(...samples.map(Math.abs));
    expect(peak).toBeGreaterThan(0.7);
    const longest = LONGEST_SECONDS[file === 'waiting.wav' ? 'alarm' : 'verdict'];
    expect(samples.length / RATE).toBeLessThan(longest);
    expect(samples.findIndex((sample) => Math.abs(sample) > peak / 4) / RATE).toBeLessThan(0.03);
  });

  it('differ from one another in pitch or in rhythm', () => {
    const shapes = sounds.map(({ samples }) => shapeOf(samples).join(' '));
    expect(new Set(shapes).size).toBe(sounds.length);
  });
});

/** For each 50 ms about how many waves there are, in steps of 100 Hz. */
function shapeOf(samples: readonly number[]): number[] {
  const length = RATE / 20;
  return Array.from({ length: Math.ceil(samples.length / length) }, (_, place) => {
    const part = samples.slice(place * length, (place + 1) * length);
    const waves = part.filter((sample, at) => sample > 0.02 && (part[at - 1] ?? 0) <= 0.02).length;
    return Math.round((waves * 20) / 100);
  });
}
