import { existsSync, readFileSync } from 'node:fs';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Signer } from '../../checkin/ticket/token.ts';
import { done, type Result, refused } from '../../contract/failure.ts';
import { PublicKeySchema } from '../../contract/key.ts';
import { makeKeyPair, signerOf } from '../../node/ed25519.ts';
import { addPrivateFile, replacePrivateFile } from '../private-file.ts';
import type { TokenSeal } from '../sync/token-store.ts';

/** One signing key in a file of its own that only its owner can read; never in the database, nor in its backups. */
export interface KeyFile {
  /** The public half; null before the key was made, and when the file is damaged. It is never sealed. */
  publicKey(): string | null;
  /** Makes the key unless there is one. `key-unreadable` when it is sealed and cannot be opened here, or damaged. */
  signer(): Promise<Result<Signer>>;
  /** Makes a new key in the place of the one before. */
  renew(): Promise<Signer>;
}

const KeyFileSchema = z.strictObject({
  publicKey: PublicKeySchema,
  /** Sealed: what the keyring made of it. */
  privateKey: z.string().min(1),
  sealed: z.boolean(),
});
type KeptKey = z.infer<typeof KeyFileSchema>;

/** Opens the key in `file`; without a seal the private half lies plain in it. */
export function openKeyFile(file: string, seal: TokenSeal | null, log: Logger): KeyFile {
  async function fresh(): Promise<{ readonly signer: Signer; readonly text: string }> {
    const { publicKey, privateKey } = makeKeyPair();
    const sealed = seal !== null;
    const kept: KeptKey = {
      publicKey,
      privateKey: sealed ? await seal.seal(privateKey) : privateKey,
      sealed,
    };
    return { signer: signerOf({ publicKey, privateKey }), text: JSON.stringify(kept) };
  }

  async function opened({ publicKey, privateKey, sealed }: KeptKey): Promise<Result<Signer>> {
    if (sealed && seal === null) return refused('key-unreadable');
    try {
      const plain = sealed && seal !== null ? await seal.unseal(privateKey) : privateKey;
      return done(signerOf({ publicKey, privateKey: plain }));
    } catch (cause) {
      log.error({ err: cause, file }, 'the signing key cannot be unsealed');
      return refused('key-unreadable');
    }
  }

  async function signer(): Promise<Result<Signer>> {
    if (!existsSync(file)) {
      const made = await fresh();
      if (await addPrivateFile(file, made.text)) return done(made.signer);
    }
    const kept = readKey(file);
    if (kept !== null) return opened(kept);
    log.error({ file }, 'the file of the signing key makes no sense: the station has to be enrolled again');
    return refused('key-unreadable');
  }

  return {
    publicKey: () => readKey(file)?.publicKey ?? null,
    signer,
    async renew() {
      const made = await fresh();
      await replacePrivateFile(file, made.text);
      return made.signer;
    },
  };
}

function readKey(file: string): KeptKey | null {
  try {
    return KeyFileSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}
