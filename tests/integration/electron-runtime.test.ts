import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import electronPackage from 'electron/package.json' with { type: 'json' };
import { expect, test } from 'vitest';
import { electronRuntime, electronSwitches } from '../../scripts/electron-runtime.ts';
import { output } from '../services/service-process.ts';

test('the Electron given opens a project by its folder, and is the official one or says that it is not', async () => {
  const project = await mkdtemp(join(tmpdir(), 'yanqi-project-'));
  try {
    await writeFile(
      join(project, 'package.json'),
      '{ "name": "opened", "version": "1.2.3", "main": "main.cjs" }',
    );
    await writeFile(
      join(project, 'main.cjs'),
      `const { app } = require('electron');
       console.log(app.getName(), app.getVersion(), app.getAppPath(), process.versions.electron);
       app.exit(0);`,
    );
    const runtime = await electronRuntime();

    const printed = await output(runtime.executable, [...electronSwitches(runtime), project]);

    expect(printed.trim()).toBe(`opened 1.2.3 ${project} ${runtime.version}`);
    expect(runtime.official).toBe(runtime.version === electronPackage.version);
  } finally {
    await rm(project, { recursive: true, force: true });
  }
});
