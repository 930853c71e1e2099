import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { projectFolder } from './built-app.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yanqi-arrows-'));
  for (const file of ['.dependency-cruiser.cjs', 'tsconfig.json']) {
    cpSync(join(projectFolder, file), join(folder, file));
  }
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('an import against the arrows is refused, with the right import named, in TypeScript 7 and JSX alike', () => {
  write('src/core/station.ts', 'export type Station = string;');
  write(
    'src/renderer/desk.tsx',
    `import type { Station } from '../core/station.ts';
     export async function Desk(station: Station) {
       await using port = await open();
       return <p title={station}>{String(port)}</p>;
     }
     declare function open(): Promise<AsyncDisposable>;`,
  );

  const { status, stdout } = arrows();

  expect(stdout).toContain('renderer-imports-contract-only: src/renderer/desk.tsx → src/core/station.ts');
  expect(stdout).toContain('ask the core through the window');
  expect(status).not.toBe(0);
});

test('files that import each other in a circle are refused', () => {
  write('src/core/one.ts', "import { two } from './two.ts';\nexport const one = () => two;");
  write('src/core/two.ts', "import { one } from './one.ts';\nexport const two = () => one;");

  const { status, stdout } = arrows();

  expect(stdout).toContain('no-circle');
  expect(status).not.toBe(0);
});

test('imports along the arrows pass', () => {
  write('src/contract/name.ts', 'export type Name = string;');
  write(
    'src/core/guest.ts',
    "import type { Name } from '../contract/name.ts';\nexport type Guest = { name: Name };",
  );

  const { status, stdout } = arrows();

  expect(stdout).toContain('no dependency violations found (2 modules');
  expect(status).toBe(0);
});

function write(file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

function arrows(): { status: number | null; stdout: string } {
  const reader = join(projectFolder, 'scripts/read-typescript-7.mjs');
  const cruiser = join(projectFolder, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const args = ['--import', reader, cruiser, '--output-type', 'err-long', 'src'];
  return spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
}
