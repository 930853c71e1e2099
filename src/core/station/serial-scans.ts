import type { Logger } from 'pino';
import type { Failure } from '../../contract/failure.ts';
import type { SerialPortSetting, StationStatus } from '../../contract/status.ts';
import { openSerialScanner } from '../scanner/serial-scanner.ts';
import type { StationDatabase } from '../store/database.ts';
import { readSetting, SETTING } from '../store/settings.ts';
import type { NewsDesk } from './news-desk.ts';
import type { Station } from './station.ts';

export interface SerialScans {
  status(): StationStatus['serialScanner'];
  /** Listens where the setting says now. */
  follow(): void;
  close(): void;
}

/**
 * Decides on what the station's serial scanner reads, as on any scan, and tells the windows. A station that only does
 * what it is asked listens to none.
 */
export function scanSerially({
  database,
  scan,
  news,
  background,
  explain,
  log,
}: {
  readonly database: StationDatabase;
  readonly scan: Station['scan'];
  readonly news: NewsDesk;
  readonly background: boolean;
  readonly explain: (cause: unknown) => Failure;
  readonly log: Logger;
}): SerialScans {
  const scanner = openSerialScanner({ onScan, onChange: news.tellStatus, log });
  follow();

  function onScan(text: string): void {
    try {
      const result = scan(text, 'scanner');
      if (result.ok) news.tell({ kind: 'scan', text, result: result.value });
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
    follow,
    close: scanner.close,
  };
}
