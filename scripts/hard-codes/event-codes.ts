/** The codes that guests of an event hold before the camera, the same in every run. */
import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { makeBadgeToken, makeTicket, type Signer, type TokenGuest } from '../../src/checkin/ticket/token.ts';

const GUEST: TokenGuest = {
  registration: '0197a3c8-5c1e-7f6a-9d42-3b1f8e6a7c01',
  category: 'delegate',
  validDays: ['2026-06-21', '2026-06-22', '2026-06-23'],
};
const signer = fixedSigner();

export const TICKET = makeTicket(GUEST, signer);
export const BADGE = makeBadgeToken(
  GUEST,
  {
    station: '0197a3c8-0000-7000-8000-3b1f8e6a7c02',
    generation: 1,
    issuedAtMs: Date.parse('2026-06-21T01:02:00Z'),
  },
  signer,
);
export const ORGANISER = 'SME-2026-004175';
export const URL_CODE = 'https://reg.example.org/t/7f3a9c1e?c=SME-2026-004175&lang=zh';

/** A random key would draw other codes in each run, and figures of two runs could not be compared. */
function fixedSigner(): Signer {
  const pkcs8 = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.alloc(32, 7)]);
  const key = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  const { x = '' } = createPublicKey(key).export({ format: 'jwk' });
  return { publicKey: x, sign: (bytes) => sign(null, bytes, key) };
}
