import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import type { Signer } from '../checkin/ticket/token.ts';

/** Both halves of a key: 32 bytes each, as base64url (RFC 8037). */
export interface KeyPair {
  readonly publicKey: string;
  readonly privateKey: string;
}

export function makeKeyPair(): KeyPair {
  const { x = '', d = '' } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  return { publicKey: x, privateKey: d };
}

/** Throws when the halves are no key. */
export function signerOf({ publicKey: x, privateKey: d }: KeyPair): Signer {
  const key = createPrivateKey({ key: { kty: 'OKP', crv: 'Ed25519', x, d }, format: 'jwk' });
  return { publicKey: x, sign: (bytes) => sign(null, bytes, key) };
}

/** Whether a signature is that of a key; 32 bytes that are no point of the curve have signed nothing. */
export function verifySignature(x: string, bytes: Uint8Array, signature: Uint8Array): boolean {
  try {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    return verify(null, bytes, key, signature);
  } catch {
    return false;
  }
}
