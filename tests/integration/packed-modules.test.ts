import { cpSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, matchesGlob } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { projectFolder } from '../../scripts/built-app.ts';
import { output } from '../services/service-process.ts';

/** The patterns of one list of electron-builder.yml that are about node_modules. */
function patterns(list: string): string[] {
  const yaml = readFileSync(join(projectFolder, 'electron-builder.yml'), 'utf8');
  const [, lines = ''] = new RegExp(String.raw`^${list}:\n((?: +- .*\n)+)`, 'm').exec(yaml) ?? [];
  return [...lines.matchAll(/- (node_modules\/.*)/g)].map(([, pattern = '']) =>
    // biome-ignore lint/suspicious/noTemplateCurlyInString: as electron-builder writes it
    pattern.replaceAll('${platform}', process.platform).replaceAll('${arch}', process.arch),
  );
}

/** What the packed app has as real files, in a folder away from any other node_modules. */
function unpacked(): string {
  const folder = mkdtempSync(join(tmpdir(), 'yanqi-packed-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const files = globSync(patterns('files'), { cwd: projectFolder, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(projectFolder.length + 1));
  const real = patterns('asarUnpack');
  for (const file of files.filter((name) => real.some((pattern) => matchesGlob(name, pattern)))) {
    cpSync(join(projectFolder, file), join(folder, file));
  }
  return folder;
}

it.each([
  ['the database', `new (packed('better-sqlite3'))(':memory:').prepare('select 1').pluck().get()`],
  // The file is no port: only the native part can say so.
  [
    'serial scanners',
    `packed('@serialport/bindings-cpp').autoDetect().open({ path: '/dev/null', baudRate: 9600 }).catch(({ message }) => console.log(message))`,
  ],
])(
  'the files that the packed app unpacks are enough to load the native part of %s',
  async (_part, script) => {
    const packed = `const packed = require('node:module').createRequire(${JSON.stringify(join(unpacked(), 'main.cjs'))})`;
    const printed = await output(process.execPath, ['--print', `${packed}; ${script}`]);
    expect(printed).toMatch(/^1$|Inappropriate ioctl|cannot open/m);
  },
);
