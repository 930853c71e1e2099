import { existsSync, readFileSync } from 'node:fs';
import type { Logger } from 'pino';
import { z } from 'zod';
import { done, type Result, refused } from '../../contract/failure.ts';
import { replacePrivateFile } from '../private-file.ts';

/** Locks the token with the keyring of the computer. Rejects when the keyring refuses. */
export interface TokenSeal {
  seal(text: string): Promise<string>;
  unseal(text: string): Promise<string>;
}

/** What lets this station speak to its server. */
export interface Credentials {
  /** The server's address without a slash at the end. */
  readonly server: string;
  readonly token: string;
}

/** Keeps the credentials in one file that only its owner can read. */
export interface TokenStore {
  /** Null: none were ever kept. `token-sealed` when they are locked and cannot be opened here. */
  read(): Promise<Result<Credentials | null>>;
  /** Puts them in the place of the ones before. */
  write(credentials: Credentials): Promise<void>;
}

const TokenFileSchema = z.strictObject({ server: z.url(), token: z.string().min(1), sealed: z.boolean() });

/** Opens the store; without a seal the token lies plain in the file. */
export function openTokenStore(file: string, seal: TokenSeal | null, log: Logger): TokenStore {
  return {
    async read() {
      if (!existsSync(file)) return done(null);
      const kept = parseTokenFile(readFileSync(file, 'utf8'));
      if (kept === null) {
        log.error({ file }, 'the token file makes no sense: the station has to be enrolled again');
        return refused('not-enrolled');
      }
      const { server, token, sealed } = kept;
      if (!sealed) return done({ server, token });
      if (seal === null) return refused('token-sealed');
      try {
        return done({ server, token: await seal.unseal(token) });
      } catch (cause) {
        log.error({ err: cause }, 'the token cannot be unsealed');
        return refused('token-sealed');
      }
    },

    async write({ server, token }) {
      const sealed = seal !== null;
      const kept = { server, token: sealed ? await seal.seal(token) : token, sealed };
      await replacePrivateFile(file, JSON.stringify(kept));
    },
  };
}

function parseTokenFile(text: string): z.infer<typeof TokenFileSchema> | null {
  try {
    return TokenFileSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
