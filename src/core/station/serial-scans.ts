import { EventPublisher } from '@orpc/server';
import type { Logger } from 'pino';
import type { Failure } from '../../contract/failure.ts';
import type { SerialPortSetting, StationStatus } from '../../contract/status.ts';
import { openSerialScanner } from '../scanner/serial-scanner.ts';
import { actingAs } from '../staff/acting.ts';
import type { StaffDesk } from '../staff/staff-desk.ts';
import type { StationDatabase } from '../store/database.ts';
import { readSetting, SETTING } from '../store/settings.ts';
import type { NewsDesk } from './news-desk.ts';
import type { Station } from './station.ts';

/** What a scanner read, framing characters and all. */
export interface HeardScan {
  readonly text: string;
}

export interface SerialScans {
  status(): StationStatus['serialScanner'];
  /** What is read from now on; until `signal` aborts nothing is decided on it. */
  hear(signal: AbortSignal): AsyncGenerator<HeardScan, void>;
  /** Listens where the setting says now. */
  follow(): void;
  close(): void;
}

/**
 * Decides on what the station's serial scanner reads, as on any scan, in the name of who is signed in, and tells the
 * windows; while somebody hears it to try it, they are told what it read, and no more. A station that only does what
 * it is asked listens to none.
 */
export function scanSerially({
  database,
  scan,
  whoScans,
  news,
  background,
  explain,
  log,
}: {
  readonly database: StationDatabase;
  readonly scan: Station['scan'];
  readonly whoScans: StaffDesk['whoScans'];
  readonly news: NewsDesk;
  readonly background: boolean;
  readonly explain: (cause: unknown) => Failure;
  readonly log: Logger;
}): SerialScans {
  const tried = new EventPublisher<{ scan: HeardScan }>();
  const scanner = openSerialScanner({ onScan, onChange: news.tellStatus, log });
  follow();

  function onScan(text: string): void {
    if (tried.size > 0) {
      tried.publish('scan', { text });
      return;
    }
    try {
      const who = whoScans();
      const result = who.ok ? actingAs(who.value, () => scan(text, 'scanner')) : who;
      if (result.ok) news.tell({ kind: 'scan', result: result.value });
      else news.tell({ kind: 'scan-refused', failure: result.failure });
    } catch (cause) {
      news.tell({ kind: 'scan-refused', failure: explain(cause) });
    }
  }

  function port(): SerialPortSetting | null {
    return readSetting(database, SETTING.serialPort);
  }

  function follow(): void {
    if (background) scanner.use(port());
  }

  return {
    status() {
      const chosen = port();
      return chosen === null ? null : { ...chosen, isOpen: scanner.isOpen() };
    },
    async *hear(signal) {
      try {
        yield* tried.subscribe('scan', { signal });
      } catch (cause) {
        if (!signal.aborted) throw cause;
      }
    },
    follow,
    close: scanner.close,
  };
}
