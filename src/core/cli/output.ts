import type { z } from 'zod';
import type { Failure, Result } from '../../contract/failure.ts';
import { failureSentence } from '../../contract/failure-sentences.ts';
import type { Station } from '../station/station.ts';

/** What a command gave: 0 done, 1 refused, 2 wrong use. */
export type ExitCode = 0 | 1 | 2;

/** What each command does with an open station. */
export type Work = (station: Station, output: Output) => ExitCode | Promise<ExitCode>;

/** Where a command says what it did (stdout) and what was refused (stderr): for people, or as JSON. */
export interface Output {
  /** One result, checked by its schema. */
  result<Value>(schema: z.ZodType<Value>, value: Value, words: (value: Value) => string): void;
  /** How far something long is, on stderr; nothing where the result is JSON. */
  progress(words: string): void;
  /** A short code and a sentence for it. */
  reason(code: string, sentence: string, details?: Readonly<Record<string, string>>): void;
  /** A refusal; gives the exit code for it. */
  refusal(failure: Failure): ExitCode;
}

export function openOutput(json: boolean): Output {
  function reason(code: string, sentence: string, details: Readonly<Record<string, string>> = {}): void {
    process.stderr.write(
      json ? `${JSON.stringify({ code, details, message: sentence })}\n` : `${code}: ${sentence}\n`,
    );
  }
  return {
    result(schema, value, words) {
      const checked = schema.parse(value);
      process.stdout.write(`${json ? JSON.stringify(checked) : words(checked)}\n`);
    },
    progress(words) {
      if (!json) process.stderr.write(`${words}\n`);
    },
    reason,
    refusal(failure) {
      reason(failure.code, failureSentence(failure, 'en'), failure.details);
      return failure.code === 'wrong-use' ? 2 : 1;
    },
  };
}

/** Says what came of it, or why not; gives the exit code. */
export function told<Value>(
  output: Output,
  result: Result<Value>,
  schema: z.ZodType<Value>,
  inWords: (value: Value) => string,
): ExitCode {
  if (!result.ok) return output.refusal(result.failure);
  output.result(schema, result.value, inWords);
  return 0;
}
