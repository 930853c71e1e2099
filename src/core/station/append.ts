import type { Op } from '../../contract/op.ts';
import { whoActs } from '../staff/acting.ts';
import type { Writer } from '../store/database.ts';
import { appendOp, type OpDraft, type Stamper } from '../store/op-log.ts';

/** An op before it is known who made it; the rest is the log's to give. */
type Deed = WithoutActor<OpDraft>;
type WithoutActor<Draft> = Draft extends OpDraft ? Omit<Draft, 'actor'> : never;

/** Adds what was done here to the log, in the transaction that it was made for. */
export type Append = (deed: Deed) => Op;

export function appendingTo(writer: Writer, stamper: Stamper, actor = whoActs(writer)): Append {
  return (deed) => appendOp(writer, { ...deed, actor }, stamper);
}
