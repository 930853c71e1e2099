/**
 * A process that prints one badge and is killed with -9 on the way.
 * Arguments: data folder, printer, and the moment: `before` or `after` the commit of a step of the badge, or of its
 * move to another printer (`before at spare`).
 */
import type { Reader, StationDatabase } from '../../src/core/store/database.ts';
import { openPrintDesk } from './print-desk.ts';

const [folder = '', printer = '', moment = ''] = process.argv.slice(2);

const desk = await openPrintDesk(folder, { through: dieAtTheMoment });
dieAtTheMoment(desk.database).write((writer) =>
  desk.ledger.add(writer, { registration: 'SME-1', generation: 1, why: 'first', actor: 'Ana', printer }),
);
desk.ledger.wake();

function dieAtTheMoment(database: StationDatabase): StationDatabase {
  return {
    ...database,
    write(work) {
      const value = database.write((writer) => {
        const result = work(writer);
        dieAt('before', writer);
        return result;
      });
      dieAt('after', database);
      return value;
    },
  };
}

function dieAt(side: 'before' | 'after', reader: Reader): void {
  const job = reader.get('SELECT step, printer FROM print_job');
  if ([`${side} ${job?.step}`, `${side} at ${job?.printer}`].includes(moment))
    process.kill(process.pid, 'SIGKILL');
}
