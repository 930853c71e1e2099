import { expect, test } from 'vitest';
import { badgeOf } from '../../../tests/fixtures/badge-content.ts';
import type { BadgeCondition } from '../../contract/badge-layout.ts';
import { applies } from './condition.ts';

const guest = badgeOf({ familyName: '王', organization: 'ACME', jobTitle: ' ' });

test.each<[string, BadgeCondition | null, boolean]>([
  ['no condition', null, true],
  ['the category of the guest among others', { categories: ['vip', 'speaker'] }, true],
  ['other categories', { categories: ['vip'] }, false],
  ['an organisation', { has: ['organization'] }, true],
  ['an organisation and a job title, which is blank', { has: ['organization', 'job-title'] }, false],
  ['the category, but a country too', { categories: ['speaker'], has: ['country'] }, false],
])('a part for %s', (_condition, when, expected) => {
  expect(applies(when, guest, { countries: {} })).toBe(expected);
});
