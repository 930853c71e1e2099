import { randomUUID } from 'node:crypto';
import type { FromCore } from '../../contract/core-messages.ts';

/** How long the shell may take: a keyring may ask its user for a password. */
const ANSWER_LIMIT_MS = 60_000;

/** Locks the token with the keyring of the computer, which only the shell can reach. */
export interface ShellSeal {
  seal(text: string): Promise<string>;
  unseal(text: string): Promise<string>;
  /** Takes the shell's answer; an unknown id is one that was given up. */
  answer(id: string, text: string | null): void;
}

export function shellSeal(send: (message: FromCore) => void): ShellSeal {
  const waiting = new Map<string, (text: string | null) => void>();

  function ask(kind: 'seal' | 'unseal', text: string): Promise<string> {
    const id = randomUUID();
    return new Promise((resolve, reject) => {
      const limit = setTimeout(() => finish(null), ANSWER_LIMIT_MS);
      function finish(answer: string | null): void {
        clearTimeout(limit);
        waiting.delete(id);
        if (answer === null) reject(new Error(`the keyring did not ${kind} the token`));
        else resolve(answer);
      }
      waiting.set(id, finish);
      send({ kind, id, text });
    });
  }

  return {
    seal: (text) => ask('seal', text),
    unseal: (text) => ask('unseal', text),
    answer: (id, text) => waiting.get(id)?.(text),
  };
}
