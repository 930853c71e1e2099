import type { Event } from '../../src/contract/event.ts';
import { checkVenue } from './check-venue.ts';
import type { History } from './history.ts';
import { ModelServer } from './model-server.ts';
import type { PlantedFault } from './planted-fault.ts';
import type { Tally } from './tally.ts';
import { tallyOutcome } from './tally-outcome.ts';
import { guestId, listRow, START_MS, venueEvent } from './venue-event.ts';
import { VirtualStation } from './virtual-station.ts';
import { VirtualTime } from './virtual-time.ts';

/** A line that works, for the beginning and the end of the day. */
const GOOD_LINE = { process: 0, fault: 'none', requestMs: 1, prepareMs: 1, commitMs: 1, replyMs: 1 } as const;

/** The longest that anything arranged takes: a request on its way, a slow commit, a reply. */
const EVENING_MS = 600_000;

/** So many times everybody may have to sync until nothing is new: a clock learnt late makes an op, for one. */
const MOST_ROUNDS = 20;

/** The venue in which a history happens. */
export class VirtualVenue {
  readonly time = new VirtualTime(START_MS);
  readonly event: Event;
  readonly server: ModelServer;
  readonly stations: readonly VirtualStation[];
  readonly fault: PlantedFault | null;
  readonly happened: Tally;
  /** Everybody who may come: those on the organiser's lists and those whom desks took down. */
  readonly guests: string[];
  /** What was wrong already while the day went on. */
  readonly problems: string[] = [];

  constructor(
    history: History,
    files: readonly string[],
    { fault, happened }: { readonly fault: PlantedFault | null; readonly happened: Tally },
  ) {
    this.event = venueEvent(0);
    this.fault = fault;
    this.happened = happened;
    this.guests = Array.from({ length: history.guests }, (_, guest) => guestId(guest));
    this.server = new ModelServer({ time: this.time, event: this.event, pageSize: history.pageSize, fault });
    this.stations = history.stations.map(
      ({ wrongByMs }, index) =>
        new VirtualStation({
          index,
          file: files[index] ?? '',
          time: this.time,
          server: this.server,
          event: this.event,
          fault,
          happened,
          wrongByMs,
        }),
    );
  }

  /** The evening before: the list is in, and the stations that are prepared have it. */
  prepare(history: History): void {
    const everyThird = (guest: number) => (guest % 3 === 0 ? ('vip' as const) : ('guest' as const));
    const list = this.guests.slice(0, -1).map((_, guest) =>
      listRow(
        {
          guest,
          status: 'confirmed',
          category: everyThird(guest),
          hold: guest % 5 === 4,
          days: 'all',
          code: 'own',
        },
        history.guests,
      ),
    );
    this.server.importList(list, 1);
    this.time.pass(1_000);
    for (const [index, station] of this.stations.entries()) {
      if (history.stations[index]?.prepared) station.sync(GOOD_LINE);
    }
    this.time.pass(EVENING_MS);
  }

  /** Makes the network whole, lets everybody sync until nothing is new, and says what is wrong then. */
  finish(): string[] {
    this.time.passUntilQuiet();
    for (const station of this.stations) station.heal();
    for (let round = 0; round < MOST_ROUNDS && !this.#isSettled(); round += 1) {
      for (const station of this.stations) station.sync(GOOD_LINE);
      this.time.passUntilQuiet();
    }
    if (!this.#isSettled()) return [`after ${MOST_ROUNDS} syncs of everybody something still waits`];
    tallyOutcome(this);
    return [...this.problems, ...checkVenue(this)];
  }

  close(): void {
    for (const station of this.stations) station.close();
  }

  #isSettled(): boolean {
    return this.stations.every((station) => station.isSettled(this.server.database.end()));
  }
}
