import type { Checkpoint } from '../../src/contract/event.ts';
import { isKnownOp } from '../../src/contract/op.ts';
import type { PrintJob } from '../../src/contract/print.ts';
import type { ScanResult } from '../../src/contract/verdict.ts';
import { admit } from '../../src/core/station/admit.ts';
import type { Writer } from '../../src/core/store/database.ts';
import { findRegistration } from '../../src/core/store/registrations.ts';
import type { ActionOf } from './history.ts';
import { naiveVerdict } from './naive-model.ts';
import { pick } from './pick.ts';
import type { VirtualStation } from './virtual-station.ts';
import type { VirtualVenue } from './virtual-venue.ts';

/** What a signed ticket says of any guest here. */
const TICKET = { category: 'guest', validDays: [] };

interface Scan {
  readonly guest: string;
  readonly checkpoint: Checkpoint;
  readonly badge: number | null;
  readonly hasTicket: boolean;
}

/** Scans a guest, and holds the verdict against what the naive model says from this station's own log and list. */
export function scan(venue: VirtualVenue, station: VirtualStation, action: ActionOf<'scan'>): void {
  const { event } = station.knowledge();
  const wanted: Scan = {
    guest: pick(venue.guests, action.guest),
    checkpoint: pick(event.checkpoints, action.checkpoint),
    badge: action.code === 'badge' ? action.generation : null,
    hasTicket: action.code === 'ticket',
  };
  const right = rightVerdict(station, wanted);
  const before = new Set(station.log().map(({ id }) => id));
  const result = station.database.write((writer) => decideAt(writer, station, wanted));
  venue.happened.add(`verdict ${result.verdict}`);
  const made = station.log().filter(({ id }) => !before.has(id));
  for (const op of made.filter(isKnownOp)) station.acknowledge(op);
  if (result.verdict !== right) {
    const where = `station ${station.index} at ${wanted.checkpoint.id}`;
    venue.problems.push(
      `${where} said ${result.verdict} to ${wanted.guest}, and knew enough to say ${right}`,
    );
  }
}

/** A guest goes out where exits are tracked; nobody is ever held back. */
export function goOut(venue: VirtualVenue, station: VirtualStation, action: ActionOf<'go-out'>): void {
  const tracked = station.knowledge().event.checkpoints.filter(({ tracksExit }) => tracksExit);
  const checkpoint = pick(tracked, action.checkpoint);
  station.act((_writer, append) =>
    append({
      kind: 'exit',
      registration: pick(venue.guests, action.guest),
      checkpoint: checkpoint.id,
      payload: { via: 'scanner' },
    }),
  );
}

/** The check-in in the middle of which a computer goes down. */
export function scanThatFails(venue: VirtualVenue, station: VirtualStation, guest: number) {
  const checkpoint = pick(station.knowledge().event.checkpoints, 0);
  const wanted = { guest: pick(venue.guests, guest), checkpoint, badge: null, hasTicket: false };
  return (writer: Writer) => void decideAt(writer, station, wanted);
}

function decideAt(writer: Writer, station: VirtualStation, wanted: Scan): ScanResult {
  const { guest, checkpoint, badge, hasTicket } = wanted;
  const arrival = {
    event: station.event(),
    checkpoint,
    registration: findRegistration(writer, guest),
    unlisted: hasTicket ? { id: guest, ...TICKET } : null,
    badge: badge === null ? null : { generation: badge },
    via: 'scanner' as const,
    stamper: station.clock.stamper,
  };
  return admit(writer, arrival, noBadge);
}

/** Nobody prints here: paper has tests of its own. */
function noBadge(_writer: Writer, registration: string): PrintJob {
  const at = '2026-06-21T00:00:00.000Z';
  return {
    id: '00000000-0000-7000-8000-000000000000',
    registration,
    generation: 1,
    why: 'first',
    reprintReason: null,
    printer: 'none',
    movedFrom: null,
    layout: null,
    undrawn: [],
    state: 'queued',
    reason: null,
    requestedAt: at,
    changedAt: at,
  };
}

function rightVerdict(station: VirtualStation, { guest, checkpoint, badge, hasTicket }: Scan) {
  const { correctedMs } = station.clock.stamper.reading();
  const ticket = hasTicket ? TICKET : null;
  return naiveVerdict(station.knowledge(), guest, checkpoint, { atMs: correctedMs, badge, ticket });
}
