import type { Op } from '../../contract/op.ts';
import type { Writer } from '../store/database.ts';
import { appendOp, type OpDraft, type Stamper } from '../store/op-log.ts';
import { readSetting, SETTING } from '../store/settings.ts';

/** An op before it is known who made it; the rest is the log's to give. */
type Deed = WithoutActor<OpDraft>;
type WithoutActor<Draft> = Draft extends OpDraft ? Omit<Draft, 'actor'> : never;

/** Adds what a person did here to the log, in the transaction that it was made for. */
export type Append = (deed: Deed) => Op;

export function appendingTo(writer: Writer, stamper: Stamper): Append {
  const actor = readSetting(writer, SETTING.role) ?? 'desk';
  return (deed) => appendOp(writer, { ...deed, actor }, stamper);
}
