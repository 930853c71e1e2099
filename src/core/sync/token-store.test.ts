import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTokenStore } from './token-store.ts';

const CREDENTIALS = { server: 'https://server.example', token: 'secret-token' };
const log = pino({ level: 'silent' });
const backwards = (text: string) => Promise.resolve([...text].reverse().join(''));
const seal = { seal: backwards, unseal: backwards };

describe('the token store', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'yanqi-token-'));
    file = join(folder, 'token.json');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('gives back what it was given, from a file that only its owner can read', async () => {
    await openTokenStore(file, null, log).write(CREDENTIALS);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(await openTokenStore(file, null, log).read()).toEqual({ ok: true, value: CREDENTIALS });
  });

  it('holds nothing at first', async () => {
    expect(await openTokenStore(file, null, log).read()).toEqual({ ok: true, value: null });
  });

  it('keeps a sealed token out of the file, and opens it with the seal only', async () => {
    await openTokenStore(file, seal, log).write(CREDENTIALS);
    expect(readFileSync(file, 'utf8')).not.toContain(CREDENTIALS.token);
    expect(await openTokenStore(file, seal, log).read()).toEqual({ ok: true, value: CREDENTIALS });
    expect(await openTokenStore(file, null, log).read()).toMatchObject({ failure: { code: 'token-sealed' } });
  });

  it('reads a plain token where a seal has come since', async () => {
    await openTokenStore(file, null, log).write(CREDENTIALS);
    expect(await openTokenStore(file, seal, log).read()).toEqual({ ok: true, value: CREDENTIALS });
  });

  it('says that the token is sealed when the keyring refuses', async () => {
    await openTokenStore(file, seal, log).write(CREDENTIALS);
    const locked = { ...seal, unseal: () => Promise.reject(new Error('locked')) };
    expect(await openTokenStore(file, locked, log).read()).toMatchObject({
      failure: { code: 'token-sealed' },
    });
  });

  it('asks for enrolment when the file makes no sense', async () => {
    writeFileSync(file, '{"server":');
    expect(await openTokenStore(file, null, log).read()).toMatchObject({ failure: { code: 'not-enrolled' } });
  });
});
