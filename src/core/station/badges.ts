import type { Logger } from 'pino';
import type { BadgeLayoutEntry } from '../../contract/badge-layout.ts';
import { done, type Result, refused } from '../../contract/failure.ts';
import type { StuckReason, Undrawn } from '../../contract/print.ts';
import type { Registration } from '../../contract/registration.ts';
import type { BadgeRenderer } from '../badge/renderer.ts';
import { testSheet } from '../badge/test-sheet.ts';
import type { BadgeToDraw, Rendering } from '../print/print-steps.ts';
import type { Reader } from '../store/database.ts';
import { findRegistration } from '../store/registrations.ts';
import { type BadgeSigning, currentGeneration, signedToken } from './badge-token.ts';
import { badgeContent, hasName } from './badge-words.ts';
import { currentEvent } from './event-store.ts';
import { layoutFor } from './layouts.ts';
import { layoutAt } from './printers.ts';

/** What badges are made with. */
export interface BadgeMeans extends BadgeSigning {
  readonly reader: Reader;
  readonly renderer: Pick<BadgeRenderer, 'render'>;
  readonly log: Logger;
}

/**
 * Draws a badge of the ledger as its guest is on the list now, with a code of the job's own generation; for a test
 * badge (no registration) the test sheet. Never rejects: what goes wrong is logged and given as a reason.
 * `characters-undrawn` unless it is wanted `anyway`; `key-unusable` where this station may not sign.
 */
export async function renderBadge(means: BadgeMeans, badge: BadgeToDraw): Promise<Rendering> {
  const { reader, log } = means;
  try {
    if (badge.registration === null) return await renderTestSheet(means, badge.printer);
    const registration = findRegistration(reader, badge.registration);
    if (registration !== null) return await renderFor(means, registration, badge);
    log.error({ registration: badge.registration }, 'a badge for somebody who is not on the list any more');
  } catch (cause) {
    log.error({ err: cause, registration: badge.registration }, 'a badge could not be drawn');
  }
  return { ok: false, reason: 'render-failed' };
}

async function renderFor(
  means: BadgeMeans,
  registration: Registration,
  { generation, priority, anyway }: BadgeToDraw,
): Promise<Rendering> {
  const { reader, log } = means;
  if (!hasName(registration)) return { ok: false, reason: 'name-missing' };
  const token = await signedToken(means, registration, generation);
  if (!token.ok) {
    log.error({ failure: token.failure.code, registration: registration.id }, 'the badge cannot be signed');
    return { ok: false, reason: 'key-unusable' };
  }
  const { id, layout } = layoutFor(reader, registration.category);
  const content = badgeContent(registration, currentEvent(reader), token.value);
  const urgency = priority === 0 ? 'person' : 'batch';
  const { pdf, undrawn } = await means.renderer.render(content, layout, urgency);
  if (undrawn.length === 0 || anyway) return { ok: true, pdf, layout: id };
  return { ok: false, reason: 'characters-undrawn', undrawn };
}

async function renderTestSheet({ reader, renderer }: BadgeMeans, printer: string): Promise<Rendering> {
  const { id, layout } = layoutAt(reader, printer);
  const { content, layout: sheet } = testSheet(layout);
  const { pdf } = await renderer.render(content, sheet);
  return { ok: true, pdf, layout: id };
}

/** A badge for looking at. */
export interface BadgePreview {
  readonly pdf: Uint8Array;
  /** The id of the layout that it was drawn with. */
  readonly layout: string;
  /** A mark (〓) stands in their place. */
  readonly undrawn: readonly Undrawn[];
}

/**
 * A guest's newest badge with the layout of its category, or another one; without a guest the test sheet of the page.
 * `registration-unknown`, `badge-unprintable` with the reason, or what the station's keys refuse.
 */
export async function previewBadge(
  means: BadgeMeans,
  id: string | null,
  chosen: BadgeLayoutEntry | null,
): Promise<Result<BadgePreview>> {
  const { reader, renderer, log } = means;
  const registration = id === null ? null : findRegistration(reader, id);
  if (id !== null && registration === null) return refused('registration-unknown', { registration: id });
  try {
    const entry = chosen ?? layoutFor(reader, registration?.category ?? '');
    const badge =
      registration === null ? done(testSheet(entry.layout)) : await wordedBadge(means, registration, entry);
    if (!badge.ok) return badge;
    const { pdf, undrawn } = await renderer.render(badge.value.content, badge.value.layout);
    return done({ pdf, layout: entry.id, undrawn });
  } catch (cause) {
    log.error({ err: cause, registration: id }, 'a badge could not be drawn');
    return unprintable(id, 'render-failed');
  }
}

async function wordedBadge(means: BadgeMeans, registration: Registration, { layout }: BadgeLayoutEntry) {
  if (!hasName(registration)) return unprintable(registration.id, 'name-missing');
  const { reader } = means;
  const token = await signedToken(means, registration, currentGeneration(reader, registration.id));
  if (!token.ok) return token;
  return done({ content: badgeContent(registration, currentEvent(reader), token.value), layout });
}

function unprintable(registration: string | null, problem: StuckReason): Result<never> {
  return refused('badge-unprintable', { registration: registration ?? '', problem });
}
