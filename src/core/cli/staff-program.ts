import { type Command, InvalidArgumentError, Option } from 'commander';
import { done } from '../../contract/failure.ts';
import { type StaffList, StaffListSchema, StaffNameSchema, StaffRoleSchema } from '../../contract/staff.ts';
import { askPin } from './ask-pin.ts';
import { told, type Work } from './output.ts';

/** Adds who may sign in at the windows of this station. */
export function addStaffCommands(program: Command, run: (work: Work) => Promise<void>): void {
  const staff = program.command('staff').description('who may sign in at the windows of this station');
  staff
    .command('list')
    .description('all of them, those from the server too')
    .action(() => run((station, output) => told(output, done(station.staff.list()), StaffListSchema, words)));
  staff
    .command('add')
    .description('add a person; asks for the PIN, or reads it from stdin')
    .argument('<name>', 'what the log calls them', parseName)
    .addOption(
      new Option('--role <role>', 'what they may do').choices(StaffRoleSchema.options).makeOptionMandatory(),
    )
    .action((name: string, { role }) =>
      run(async (station, output) => {
        const pin = await askPin();
        if (!pin.ok) return output.refusal(pin.failure);
        const added = await station.staff.add(name, StaffRoleSchema.parse(role), pin.value);
        return told(output, added, StaffListSchema, words);
      }),
    );
  staff
    .command('remove')
    .description('remove a person of this station; who is signed in is signed out')
    .argument('<name>')
    .action((name: string) =>
      run((station, output) => told(output, station.staff.remove(name), StaffListSchema, words)),
    );
}

/** Seconds until a window locks. */
export function parseLockAfter(given: string): number {
  const seconds = StaffListSchema.shape.lockAfterSeconds.safeParse(Number(given));
  if (given.trim() !== '' && seconds.success && seconds.data !== null) return seconds.data;
  throw new InvalidArgumentError('It has to be a number of seconds from 5 to 86400.');
}

function parseName(given: string): string {
  const name = StaffNameSchema.safeParse(given);
  if (name.success) return name.data;
  throw new InvalidArgumentError('It has to be a name of at most 100 characters.');
}

function words({ members, lockAfterSeconds }: StaffList): string {
  const lines = members.map(({ name, role, origin }) =>
    [name, role, ...(origin === 'server' ? ['from the server'] : [])].join(' · '),
  );
  const lock = lockAfterSeconds === null ? 'never locks' : `locks after ${lockAfterSeconds} s without input`;
  return [...(lines.length === 0 ? ['nobody: open to everybody'] : lines), lock].join('\n');
}
