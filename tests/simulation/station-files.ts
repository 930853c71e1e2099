import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../src/core/store/database.ts';

/** A folder in memory where there is one: no power is cut here, so nobody need wait for a disk. */
const FAST_FOLDER = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** The database files of the stations of one history after another. */
export class StationFiles {
  readonly #folder = mkdtempSync(join(FAST_FOLDER, 'yanqi-simulation-'));
  readonly #template = join(this.#folder, 'template.sqlite');
  #count = 0;

  constructor() {
    openDatabase(this.#template).close();
  }

  /** An empty station's database, without the time that the first opening takes. */
  make(): string {
    this.#count += 1;
    const file = join(this.#folder, `${this.#count}.sqlite`);
    copyFileSync(this.#template, file);
    return file;
  }

  drop(file: string): void {
    for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
  }

  close(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
