import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { done, type Result, refused } from '../../contract/failure.ts';
import { problem, problemSentence } from '../../contract/problem-sentences.ts';
import { PinSchema } from '../../contract/staff.ts';

/**
 * A PIN that must not stand on the command line, where other programs and the history see it: typed twice without
 * being shown, or the first line of stdin where that is no terminal.
 */
export async function askPin(): Promise<Result<string>> {
  const pin = process.stdin.isTTY ? await typedTwice() : firstLine(await text(process.stdin));
  if (pin === null) return refused('wrong-use', { problem: 'the two PINs differ' });
  if (PinSchema.safeParse(pin).success) return done(pin);
  return refused('wrong-use', { problem: problemSentence(problem('pin-form'), 'en') });
}

function firstLine(given: string): string {
  return given.split(/\r?\n/, 1)[0] ?? '';
}

/** Null when the two differ. */
async function typedTwice(): Promise<string | null> {
  const nowhere = new Writable({ write: (_chunk, _encoding, written) => written() });
  using terminal = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  const ask = async (question: string) => {
    process.stderr.write(question);
    const answer = await terminal.question('');
    process.stderr.write('\n');
    return answer;
  };
  const pin = await ask('PIN (4 to 12 digits): ');
  return (await ask('The same PIN again: ')) === pin ? pin : null;
}
