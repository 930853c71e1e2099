import { z } from 'zod';
import { CountsSchema, VerificationSchema } from '../../contract/counts.ts';
import { ParkedOpSchema } from '../../contract/status.ts';
import { countsWords, parkedWords, verificationWords } from './desk-words.ts';
import type { Work } from './output.ts';

/** Exit 1 and the differences when the tables say otherwise than the log. */
export const verify: Work = (station, output) => {
  const verification = station.verify();
  output.result(VerificationSchema, verification, verificationWords);
  const { length } = verification.differences;
  if (length === 0) return 0;
  output.reason('state-differs', `The tables differ from the log in ${length} rows.`);
  return 1;
};

export const counts: Work = (station, output) => {
  const { event } = station.status();
  output.result(CountsSchema, station.counts(), (counted) => countsWords(counted, event));
  return 0;
};

export const parked: Work = (station, output) => {
  output.result(z.array(ParkedOpSchema), station.parkedOps(), parkedWords);
  return 0;
};
