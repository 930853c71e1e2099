import { describe, expect, it } from 'vitest';
import type { FromCore } from '../../contract/core-messages.ts';
import { shellSeal } from './shell-seal.ts';

function sealWithShell(answers: (message: FromCore) => string | null) {
  const seal = shellSeal((message) => {
    if (message.kind !== 'seal' && message.kind !== 'unseal')
      throw new Error(`not asked for: ${message.kind}`);
    seal.answer(message.id, answers(message));
  });
  return seal;
}

describe('the seal of the shell', () => {
  it('gives each caller the answer to its own question', async () => {
    const seal = sealWithShell((message) => ('text' in message ? `${message.kind} ${message.text}` : null));
    expect(await Promise.all([seal.seal('a'), seal.unseal('b')])).toEqual(['seal a', 'unseal b']);
  });

  it('rejects when the keyring refuses', async () => {
    await expect(sealWithShell(() => null).seal('a')).rejects.toThrow('keyring did not seal');
  });
});
