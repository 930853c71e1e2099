import type { LoggedOp } from '../../contract/op.ts';
import type { Change, Peer, SyncAnswer } from '../../contract/sync.ts';
import { takeKeyList } from '../keys/key-list-store.ts';
import { takePublishedStaff } from '../staff/staff-members.ts';
import { takeLayouts } from '../station/layouts.ts';
import type { Writer } from '../store/database.ts';
import { putEvent } from '../store/event.ts';
import { type Stamper, takeOps } from '../store/op-log.ts';
import { settleOp } from '../store/outbox.ts';
import { putRegistrations, removeListed } from '../store/registrations.ts';
import { removeSetting, SETTING, writeSetting } from '../store/settings.ts';

export interface AppliedAnswer {
  /** Whether a list of keys came that the event's key has not signed. */
  readonly refusedKeys: boolean;
}

/** Takes a server's answer over, in the caller's one transaction: results, changes and the cursor behind them. */
export function applyAnswer(
  writer: Writer,
  sent: readonly LoggedOp[],
  answer: SyncAnswer,
  stamper: Stamper,
): AppliedAnswer {
  for (const [place, result] of answer.results.entries()) {
    const op = sent[place];
    if (op !== undefined) settleOp(writer, op.id, result);
  }
  applyChanges(writer, answer.changes, stamper);
  writeSetting(writer, SETTING.cursor, answer.cursor);
  noteProgress(writer, answer);
  writeSetting(writer, SETTING.lastRoundAt, new Date(stamper.now()).toISOString());
  return { refusedKeys: !takeKeys(writer, answer.changes) };
}

/** What the server counts is worth telling while more is to come. */
function noteProgress(writer: Writer, { more, registrations }: SyncAnswer): void {
  writeSetting(writer, SETTING.serverListed, registrations);
  if (more) writeSetting(writer, SETTING.expectedList, registrations);
  else removeSetting(writer, SETTING.expectedList);
}

/**
 * Called behind the changes: the event's key has to have signed the list. One that it has not signed is passed over,
 * not taken for a reason to take nothing of the answer: no check-in may wait for it.
 */
function takeKeys(writer: Writer, changes: readonly Change[]): boolean {
  const lists = changes.filter((change) => change.kind === 'keys');
  return lists.every(({ keys }) => takeKeyList(writer, keys));
}

function applyChanges(writer: Writer, changes: readonly Change[], stamper: Stamper): void {
  takeOps(
    writer,
    changes.filter((change) => change.kind === 'op').map(({ op }) => op),
    stamper,
  );
  // In the order of the log: of two guests who were given the same code the later keeps it.
  for (const change of changes) {
    if (change.kind === 'registration') putRegistrations(writer, [change.registration]);
    if (change.kind === 'station') putPeer(writer, change.station);
    if (change.kind === 'registration-removed') removeListed(writer, change.id);
    if (change.kind === 'event') putEvent(writer, change.event);
    if (change.kind === 'layouts') takeLayouts(writer, change.layouts);
    if (change.kind === 'staff') takePublishedStaff(writer, change.staff);
  }
}

function putPeer(writer: Writer, peer: Peer): void {
  writer.run(
    'INSERT INTO peer VALUES (?, ?) ON CONFLICT DO UPDATE SET name = excluded.name',
    peer.id,
    peer.name,
  );
}
