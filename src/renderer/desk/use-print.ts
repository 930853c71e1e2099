import { useCallback, useState } from 'react';
import { z } from 'zod';
import type { Failure } from '../../contract/failure.ts';
import type { BadgeReason } from '../../contract/op.ts';
import type { PrintJob } from '../../contract/print.ts';
import type { Registration } from '../../contract/registration.ts';
import { useDeskCore } from '../core/desk-core.ts';

const BadgeBeforeSchema = z.object({
  state: z.enum(['printed', 'under-way']),
  job: z.string(),
  at: z.iso.datetime(),
  station: z.string(),
  printer: z.string(),
  generation: z.coerce.number(),
});
/** The badge that a guest has, or is about to get, as the core tells it when it refuses another one. */
export type BadgeBefore = z.infer<typeof BadgeBeforeSchema>;

/** A badge that somebody asked for by hand: asked about, on its way, or refused. */
export type Print = { readonly registration: Registration } & (
  | { readonly step: 'question'; readonly before: BadgeBefore; readonly failure: Failure | null }
  | { readonly step: 'sent'; readonly job: PrintJob }
  | { readonly step: 'refused'; readonly failure: Failure }
);

/** Prints badges by hand: the first at once, another one only with a reason. */
export function usePrint(): {
  readonly print: Print | null;
  start(registration: Registration): void;
  again(reason: BadgeReason): Promise<void>;
  /** A new one in the place of any before, because its words were put right. */
  corrected(registration: Registration): Promise<void>;
  close(): void;
} {
  const core = useDeskCore();
  const [print, setPrint] = useState<Print | null>(null);

  const ask = useCallback(
    async (registration: Registration, reprint?: { reason: BadgeReason; replaces?: number }) => {
      const input = { registration: registration.id, ...(reprint && { reprint }) };
      const answer = await core.ask((client, options) => client.printBadge(input, options));
      if (answer.ok) return setPrint({ registration, step: 'sent', job: answer.value });
      const { failure } = answer;
      const before = BadgeBeforeSchema.safeParse(failure.details);
      if (failure.code !== 'badge-printed-before' || !before.success)
        return setPrint({ registration, step: 'refused', failure });
      // Asked with a reason: somebody has made another one meanwhile.
      setPrint({ registration, step: 'question', before: before.data, failure: reprint ? failure : null });
    },
    [core],
  );
  const start = useCallback((registration: Registration) => void ask(registration), [ask]);

  return {
    print,
    start,
    async again(reason) {
      if (print?.step !== 'question') return;
      await ask(print.registration, { reason, replaces: print.before.generation });
    },
    corrected: (registration) => ask(registration, { reason: 'corrected' }),
    close: () => setPrint(null),
  };
}
