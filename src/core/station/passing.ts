import type { Logger } from 'pino';
import { done, type Failure, type Result, refused } from '../../contract/failure.ts';
import type { WalkInOrder } from '../../contract/guest.ts';
import type { Via } from '../../contract/op.ts';
import type { PrintJob } from '../../contract/print.ts';
import type { Person, Registration } from '../../contract/registration.ts';
import type { ScanResult } from '../../contract/verdict.ts';
import type { StationDatabase, Writer } from '../store/database.ts';
import type { Stamper } from '../store/op-log.ts';
import { findRegistration } from '../store/registrations.ts';
import { readSetting, SETTING } from '../store/settings.ts';
import { admit } from './admit.ts';
import { personOfForm } from './alike.ts';
import { type Append, appendingTo } from './append.ts';
import { currentCheckpoint, currentEvent } from './event-store.ts';
import { goOut } from './go-out.ts';
import { findCheckpoint } from './identity.ts';
import { type Found, NOBODY, resolveCode } from './resolve-code.ts';
import { settle } from './settle.ts';
import type { ScanOptions, Station } from './station.ts';
import { soundPerson, takeDown, walkInId } from './walk-in.ts';

/** Lets guests in and out, each in one transaction; `passed` is told after its commit when an op was made. */
export function passing(
  database: StationDatabase,
  ownStamper: Stamper,
  addBadge: (writer: Writer, registration: string) => PrintJob,
  passed: () => void,
  log: Logger,
): Pick<Station, 'scan' | 'checkIn' | 'checkOut' | 'register'> {
  function pass(
    find: (writer: Writer) => Found,
    via: Via,
    { checkpoint: chosen, direction, atMs }: ScanOptions = {},
  ): Result<ScanResult> {
    const event = currentEvent(database);
    const checkpoint = findCheckpoint(event, chosen ?? currentCheckpoint(database, event));
    if (!checkpoint.ok) return checkpoint;
    const { id, tracksExit } = checkpoint.value;
    if (direction === 'out' && !tracksExit) return refused('exits-not-tracked', { checkpoint: id });
    const isOut = tracksExit && (direction ?? readSetting(database, SETTING.direction)) === 'out';
    const stamper = stamperAt(ownStamper, atMs);
    const result = database.write((writer) => {
      const arrival = { ...find(writer), event, checkpoint: checkpoint.value, via, stamper };
      return isOut ? goOut(arrival, appendingTo(writer, stamper)) : admit(writer, arrival, addBadge);
    });
    // Whoever is to meet a guest who waits has to hear of it.
    if (result.op !== null || result.verdict === 'hold') passed();
    return done(result);
  }

  function passKnown(registration: string, options?: ScanOptions): Result<ScanResult> {
    if (findRegistration(database, registration) === null)
      return refused('registration-unknown', { registration });
    return pass(
      (writer) => ({ ...NOBODY, registration: findRegistration(writer, registration) }),
      'search',
      options,
    );
  }

  return {
    scan: (text, via, options) => pass((writer) => resolveCode(writer, text, log), via, options),
    checkIn: (registration) => passKnown(registration),
    checkOut: (registration) => passKnown(registration, { direction: 'out' }),
    register(order) {
      const person = soundPerson(database, personOfForm(order));
      if (!person.ok) return { ok: false, failure: inTermsOfForm(person.failure) };
      const find = (writer: Writer) => ({
        ...NOBODY,
        registration: takenDownOnce(writer, person.value, order, appendingTo(writer, ownStamper)),
      });
      const result = pass(find, 'search', { direction: 'in' });
      // The walk-in is in the log, let in or not.
      passed();
      return result;
    },
  };
}

/** The form has one field for the whole name. */
function inTermsOfForm({ code, details }: Failure): Failure {
  const isOfName = details.field === 'familyName' || details.field === 'givenName';
  return { code, details: isOfName ? { ...details, field: 'name' } : details };
}

/** A form that was sent before, its answer lost, is the guest whom it took down then. */
function takenDownOnce(
  writer: Writer,
  person: Person,
  { form, apartFrom }: WalkInOrder,
  append: Append,
): Registration {
  const id = walkInId(form);
  const known = findRegistration(writer, id);
  if (known !== null) return known;
  const { op, registration } = takeDown(person, id, append);
  for (const other of apartFrom) settle(writer, { entry: op.id, decision: 'somebody-else', other }, append);
  return registration;
}

/** The station's own stamper, or one that stamps at a wall time chosen by who called. */
function stamperAt(stamper: Stamper, atMs: number | undefined): Stamper {
  if (atMs === undefined) return stamper;
  return {
    station: stamper.station,
    now: () => atMs,
    reading() {
      const { clock, offsetMs } = stamper.reading();
      return { clock, offsetMs, correctedMs: atMs + (offsetMs ?? 0) };
    },
  };
}
