import { done, type Result, refused } from '../../contract/failure.ts';
import type { StationDatabase, Writer } from '../store/database.ts';
import type { Stamper } from '../store/op-log.ts';
import { findRegistration } from '../store/registrations.ts';
import { type Append, appendingTo } from './append.ts';
import { openConflicts } from './conflicts.ts';
import { correct } from './correct.ts';
import { confirmHold, settle } from './settle.ts';
import type { Station } from './station.ts';
import { parkedOps } from './to-settle.ts';
import { undo } from './undo.ts';
import { answerHold } from './waiting-guests.ts';
import { walkIn } from './walk-in.ts';

/** As the op's schema has it. */
const LONGEST_NOTE = 2000;

type DeskActions = Pick<
  Station,
  'undo' | 'walkIn' | 'correct' | 'note' | 'answerHold' | 'confirmHold' | 'settle' | 'conflicts' | 'parkedOps'
>;

/**
 * What a desk does to the log beside letting guests in: each is one op, in one transaction with all that follows
 * from it, or a refusal that changes nothing.
 */
export function deskActions(database: StationDatabase, stamper: Stamper, committed: () => void): DeskActions {
  function act<Value>(work: (writer: Writer, append: Append) => Result<Value>): Result<Value> {
    const result = database.write((writer) => work(writer, appendingTo(writer, stamper)));
    if (result.ok) committed();
    return result;
  }
  return {
    undo: (op) => act((writer, append) => undo(writer, op, append)),
    walkIn: (person) => act((writer, append) => walkIn(writer, person, append)),
    correct: (registration, after) => act((writer, append) => correct(writer, registration, after, append)),
    note: (registration, text) =>
      act((writer, append) => {
        if (findRegistration(writer, registration) === null)
          return refused('registration-unknown', { registration });
        if (text.trim() === '') return refused('text-missing', { field: 'notes' });
        if (text.trim().length > LONGEST_NOTE)
          return refused('text-too-long', { field: 'notes', limit: String(LONGEST_NOTE) });
        return done(append({ kind: 'note', registration, payload: { text } }));
      }),
    answerHold: (waiting) => act((writer, append) => answerHold(writer, waiting, append)),
    confirmHold: (registration) => act((writer, append) => confirmHold(writer, registration, append)),
    settle: (settlement) => act((writer, append) => settle(writer, settlement, append)),
    conflicts: () => openConflicts(database),
    parkedOps: () => parkedOps(database),
  };
}
