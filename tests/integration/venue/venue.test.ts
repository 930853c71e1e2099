import { expect, test } from 'vitest';
import { DISTURBANCES, runVenue } from './run-venue.ts';

/** `VENUE_SECONDS=120 VENUE_SEED=7 npx vitest run tests/integration/venue`; `npm run venue` does two minutes. */
const seconds = Number(process.env.VENUE_SECONDS ?? 25);
const seed = Number(process.env.VENUE_SEED ?? Date.now() % 1_000_000);

test(`three stations and two servers that are killed and cut off at random agree in the end (seed ${seed})`, {
  timeout: (seconds + 180) * 1_000,
}, async () => {
  const { server, desks, acknowledged, events } = await runVenue({ seed, durationMs: seconds * 1_000 });
  console.log(
    JSON.stringify({ seed, seconds, acknowledged: acknowledged.length, ops: server.ops.length, events }),
  );
  for (const desk of desks) {
    expect(desk.faults).toEqual([]);
    expect(desk.ops).toEqual(server.ops);
    expect(desk.attendance).toEqual(server.attendance);
    expect(desk.list).toEqual(server.list);
  }
  expect(Object.keys(events).sort()).toEqual(DISTURBANCES.map(({ name }) => name).sort());
  const ids = server.ops.map((op) => (op as { id: string }).id);
  expect(new Set(acknowledged).size).toBe(acknowledged.length);
  expect(acknowledged.filter((id) => !ids.includes(id))).toEqual([]);
  expect(acknowledged.length).toBeGreaterThan(seconds);
});
