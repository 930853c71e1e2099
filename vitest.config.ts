import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

if (!process.version.startsWith('v24.')) {
  throw new Error(
    `The tests run on Node 24, this is ${process.version}: start them with npm test, or npx vitest`,
  );
}

export default defineConfig({
  test: {
    environment: 'node',
    // Processes, not threads: a test may end its own process group, and native modules load once in each.
    pool: 'forks',
    allowOnly: false,
    // The many commands and cores that tests start take half the time with what was compiled before.
    env: { NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules/.cache/compiled') },
    // Projects run one after the other in this order, each with its own number of workers.
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
          maxWorkers: 2,
          // Ends what hangs; a machine that others load may take seconds for the slowest.
          testTimeout: 30_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['tests/{integration,simulation}/**/*.test.ts'],
          // Half of them wait for printers and clocks: the others have the processors meanwhile.
          maxWorkers: 4,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          // Each file has a screen of its own; more windows at once than processors would only wait for each other.
          maxWorkers: 2,
          // Real windows, keys and cameras of an old Chromium: on a machine that others load, a start may stall.
          retry: 2,
          testTimeout: 180_000,
          hookTimeout: 180_000,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
