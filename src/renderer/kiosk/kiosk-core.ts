import { useEffect, useState } from 'react';
import type { PrintState } from '../../contract/print.ts';
import type { KioskAnswer, KioskNews, kioskContract } from '../../contract/window-contract.ts';
import { CoreConnection } from '../core/core-connection.ts';

export type KioskCore = CoreConnection<typeof kioskContract>;

const BADGES_KEPT = 20;

export function connectKiosk(): KioskCore {
  return new CoreConnection((client, options) => client.recovery.state(undefined, options));
}

export type KioskEvent = Extract<KioskNews, { kind: 'event' }>;

/**
 * The event that the kiosk stands for, null until the core told it, and the badges that move. `onAnswer` is called with
 * what came of each code that a serial scanner read.
 */
export function useKioskNews(
  core: KioskCore,
  onAnswer: (answer: KioskAnswer) => void,
): {
  readonly event: KioskEvent | null;
  readonly badges: ReadonlyMap<string, PrintState>;
} {
  const [event, setEvent] = useState<KioskEvent | null>(null);
  const [badges, setBadges] = useState<ReadonlyMap<string, PrintState>>(new Map());
  useEffect(
    () =>
      core.follow(
        (client, options) => client.watch(undefined, options),
        (news: KioskNews) => {
          if (news.kind === 'event') setEvent(news);
          else if (news.kind === 'answer') onAnswer(news.answer);
          else
            setBadges(
              (known) => new Map([...known, [news.job.id, news.job.state] as const].slice(-BADGES_KEPT)),
            );
        },
      ),
    [core, onAnswer],
  );
  return { event, badges };
}
