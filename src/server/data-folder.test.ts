import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { claimDataFolder, DataFolderBusy, defaultDataFolder } from './data-folder.ts';

describe('the data folder', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'yanqi-folder-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('belongs to one server at a time', () => {
    const claimed = claimDataFolder(folder);
    expect(() => claimDataFolder(folder)).toThrow(DataFolderBusy);
    claimed.release();
    claimDataFolder(folder).release();
  });

  it('lies where each system keeps the data of programs', () => {
    expect(defaultDataFolder('linux', { XDG_DATA_HOME: '/data' })).toBe('/data/yanqi-desk-server');
    expect(defaultDataFolder('linux', {})).toMatch(/\/\.local\/share\/yanqi-desk-server$/);
    expect(defaultDataFolder('darwin', {})).toMatch(/Library\/Application Support\/yanqi-desk-server$/);
    expect(defaultDataFolder('win32', { LOCALAPPDATA: 'C:\\L' })).toContain('C:\\L');
  });
});
