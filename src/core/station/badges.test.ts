import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { BadgeLayoutSet } from '../../contract/badge-layout.ts';
import { done, refused } from '../../contract/failure.ts';
import { type Registration, RegistrationSchema } from '../../contract/registration.ts';
import { makeKeyPair, signerOf } from '../../node/ed25519.ts';
import type { BadgeContent } from '../badge/badge-content.ts';
import { openDatabase, type StationDatabase } from '../store/database.ts';
import { putRegistrations } from '../store/registrations.ts';
import { uncorrectedClock } from '../store/station-clock.ts';
import { type BadgeMeans, renderBadge } from './badges.ts';
import { settleIn } from './identity.ts';
import { layoutFor, takeLayouts } from './layouts.ts';

const PDF = new Uint8Array([1]);
const GUEST: Registration = RegistrationSchema.parse({
  id: 'G1',
  code: 'AAA',
  familyName: '欧阳',
  givenName: '小明',
  latinName: '',
  organization: '',
  jobTitle: '',
  country: 'CN',
  category: 'vip',
  validDays: [],
  status: 'confirmed',
  phone: '',
  notes: '',
});

let folder: string;
let database: StationDatabase;
let station: string;
let drawn: BadgeContent[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'badges-'));
  database = openDatabase(join(folder, 'station.sqlite'));
  station = database.write(settleIn);
  database.write((writer) => putRegistrations(writer, [GUEST]));
  drawn = [];
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

function means(change: Partial<BadgeMeans> = {}): BadgeMeans {
  const signer = signerOf(makeKeyPair());
  return {
    reader: database,
    renderer: {
      async render(content) {
        drawn.push(content);
        return { pdf: PDF, undrawn: [] };
      },
    },
    keys: { badgeSigner: async () => done(signer) },
    stamper: { station, ...uncorrectedClock(() => Date.parse('2026-06-21T01:00:00.000Z')) },
    log: pino({ level: 'silent' }),
    ...change,
  };
}

const JOB = {
  id: 'job',
  registration: 'G1',
  generation: 3,
  priority: 0,
  anyway: false,
  printer: 'pdf-folder',
} as const;

test('a station whose key was revoked prints no badge, and says why', async () => {
  const keys = { badgeSigner: async () => refused('key-revoked') };
  expect(await renderBadge(means({ keys }), JOB)).toEqual({ ok: false, reason: 'key-unusable' });
  expect(drawn).toEqual([]);
});

test('what the renderer throws is a reason, and never thrown on', async () => {
  const renderer = { render: () => Promise.reject(new Error('the thread died')) };
  expect(await renderBadge(means({ renderer }), JOB)).toEqual({ ok: false, reason: 'render-failed' });
});

test('a badge says what the list says now, in the layout of the category', async () => {
  expect(await renderBadge(means(), JOB)).toEqual({ ok: true, pdf: PDF, layout: 'vip' });
  expect(drawn[0]).toMatchObject({ registration: 'G1', category: { id: 'vip', name: { en: 'VIP' } } });
  expect(drawn[0]?.code).toMatch(/^YD1/);
});

test('a category that the event does not have any more has the layout for all others', async () => {
  database.write((writer) => putRegistrations(writer, [{ ...GUEST, category: 'ghost' }]));
  expect(await renderBadge(means(), JOB)).toMatchObject({ ok: true, layout: 'default' });
});

test('published layouts come before shipped ones, those that name the category first', () => {
  const layout = layoutFor(database, '').layout;
  const entry = { name: { zh: '版', en: 'Layout' }, layout };
  const set: BadgeLayoutSet = {
    version: 7,
    layouts: [
      { ...entry, id: 'for-all', categories: null },
      { ...entry, id: 'for-press', categories: ['press'] },
    ],
  };
  database.write((writer) => takeLayouts(writer, set));
  expect(['press', 'vip', 'ghost'].map((category) => layoutFor(database, category).id)).toEqual([
    'for-press',
    'for-all',
    'for-all',
  ]);
});
