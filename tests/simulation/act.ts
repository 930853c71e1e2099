import { v7 as newId } from 'uuid';
import { isKnownOp, type Op, type OpOf } from '../../src/contract/op.ts';
import { correct } from '../../src/core/station/correct.ts';
import { undo } from '../../src/core/station/undo.ts';
import { walkIn } from '../../src/core/station/walk-in.ts';
import { guestState } from '../../src/core/store/guest-state.ts';
import { openQuestions } from '../../src/core/store/questions.ts';
import { person } from '../fixtures/people.ts';
import type { Action, ActionOf } from './history.ts';
import { pick, pickAny } from './pick.ts';
import { goOut, scan, scanThatFails } from './scan.ts';
import { guestId, listRow, phoneOf, venueEvent } from './venue-event.ts';
import type { VirtualStation } from './virtual-station.ts';
import type { VirtualVenue } from './virtual-venue.ts';

/** Does one thing of a history. What the people there could not do (nothing to undo) does not happen. */
export function act(venue: VirtualVenue, action: Action): void {
  switch (action.do) {
    case 'import':
      venue.server.importList(
        action.list.map((listed) => listRow(listed, listedGuests(venue))),
        action.commitMs,
      );
      return;
    case 'remove':
      venue.server.removeRegistration(guestId(action.guest % listedGuests(venue)), action.commitMs);
      return;
    case 'change-event':
      venue.server.changeEvent(venueEvent(action.rules), action.commitMs);
      return;
    case 'cut':
      for (const [index, station] of venue.stations.entries()) {
        if ((action.stations >> index) & 1) station.cutUntil(venue.time.now() + action.forMs);
      }
      return;
    default:
      actAtDesk(venue, pick(venue.stations, action.station), action);
  }
}

type DeskAction = Extract<Action, { station: number }>;

function actAtDesk(venue: VirtualVenue, station: VirtualStation, action: DeskAction): void {
  switch (action.do) {
    case 'scan':
      scan(venue, station, action);
      return;
    case 'go-out':
      goOut(venue, station, action);
      return;
    case 'sync':
      station.sync(action);
      return;
    case 'set-clock':
      station.clock.set(action.wrongByMs);
      return;
    case 'restart':
      station.restart(action.machine, action.within ? scanThatFails(venue, station, action.guest) : null);
      return;
    case 'undo':
      undoOne(station, action.choice);
      return;
    case 'settle':
      settleOne(venue, station, action);
      return;
    case 'walk-in':
      venue.guests.push(takeDown(station, venue.guests.length, listedGuests(venue)));
      return;
    default:
      actOnGuest(station, pick(venue.guests, action.guest), action);
  }
}

type GuestAction = Extract<
  DeskAction,
  { do: 'correct' | 'print' | 'reprint' | 'confirm-hold' | 'answer-hold' | 'note' }
>;

function actOnGuest(station: VirtualStation, guest: string, action: GuestAction): void {
  station.act((writer, append) => {
    switch (action.do) {
      case 'correct':
        correct(writer, guest, { organization: `Organisation ${action.text % 5}` }, append);
        if (action.text % 4 === 0) correct(writer, guest, { category: 'vip' }, append);
        return;
      case 'print':
      case 'reprint': {
        const { generation } = guestState(writer, guest).badge;
        const next = action.do === 'print' ? Math.max(1, generation) : generation + 1;
        const payload = { job: newId(), printer: 'simulated', generation: next };
        append({ kind: 'badge-printed', registration: guest, payload });
        if (action.do === 'reprint' && generation > 0)
          append({ kind: 'badge-revoked', registration: guest, payload: { generation, reason: 'lost' } });
        return;
      }
      case 'confirm-hold':
        append({ kind: 'hold-confirmed', registration: guest, payload: {} });
        return;
      case 'answer-hold': {
        const { waiting } = guestState(writer, guest);
        if (waiting !== null)
          append({ kind: 'hold-answered', registration: guest, payload: { waiting: waiting.op.id } });
        return;
      }
      case 'note':
        append({ kind: 'note', registration: guest, payload: { text: 'A note' } });
    }
  });
}

/** Takes something back that this desk knows of, made here or elsewhere. */
function undoOne(station: VirtualStation, choice: number): void {
  const log = knownOps(station);
  const undone = new Set(log.flatMap((op) => (op.kind === 'undo' ? [op.payload.op] : [])));
  const open = log.filter(
    ({ kind, id }) => ['entry', 'exit', 'correction', 'note'].includes(kind) && !undone.has(id),
  );
  const chosen = pickAny(open, choice);
  if (chosen !== null) station.act((writer, append) => undo(writer, chosen.id, append));
}

/** Decides about some entry, whether it is in question here or not; or about a walk-in. */
function settleOne(
  venue: VirtualVenue,
  station: VirtualStation,
  { choice, decision }: ActionOf<'settle'>,
): void {
  const log = knownOps(station);
  const walkIn = pickAny(
    log.filter((op) => op.kind === 'walk-in'),
    choice,
  );
  if (walkIn !== null && choice % 4 !== 0) {
    settleWalkIn(venue, station, walkIn, { choice, decision });
    return;
  }
  const entries = log.filter((op) => op.kind === 'entry');
  const chosen = pickAny(entries, choice);
  if (chosen === null) return;
  const payload = { entry: chosen.id, decision, other: null };
  station.act((_writer, append) =>
    append({ kind: 'conflict-settled', registration: chosen.registration, payload }),
  );
}

/** Answers what the desk is asked about a walk-in, or says of anybody that it is the walk-in or is not. */
function settleWalkIn(
  venue: VirtualVenue,
  station: VirtualStation,
  walkIn: OpOf<'walk-in'>,
  { choice, decision }: Pick<ActionOf<'settle'>, 'choice' | 'decision'>,
): void {
  const question = openQuestions(station.database).find(({ op }) => op === walkIn.id);
  const asked = choice % 2 === 0 ? (question?.other?.id ?? null) : null;
  const other = asked ?? pickAny(venue.guests, choice);
  if (other === null) return;
  const payload = { entry: walkIn.id, decision, other };
  station.act((_writer, append) =>
    append({ kind: 'conflict-settled', registration: walkIn.registration, payload }),
  );
}

/** Some look like a guest of the list, by their name or their phone number. */
function takeDown(station: VirtualStation, number: number, listed: number): string {
  const like = number % listed;
  const guest = person({
    familyName: number % 3 === 0 ? 'Walk-in' : 'Guest',
    givenName: number % 3 === 0 ? String(number) : `g${like}`,
    organization: number % 5 === 0 ? 'Organisation 1' : '',
    category: 'guest',
    phone: number % 2 === 0 ? phoneOf(like) : number % 7 === 0 ? phoneOf(99) : '',
  });
  const taken = station.act((writer, append) => walkIn(writer, guest, append));
  if (!taken.ok) throw new Error(`a walk-in was refused: ${taken.failure.code}`);
  return taken.value.id;
}

function knownOps(station: VirtualStation): Op[] {
  return station.log().filter(isKnownOp);
}

function listedGuests({ guests }: VirtualVenue): number {
  return guests.filter((id) => id.startsWith('g')).length;
}
