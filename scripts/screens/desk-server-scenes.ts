/** A desk and its server: apart, with a clock that is three hours slow; and revoked. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventSchema } from '../../src/contract/event.ts';
import { syncUntilDone } from '../../src/core/sync/sync-until-done.ts';
import { withStation } from '../../tests/e2e/seed.ts';
import { startTestServer, type TestServer } from '../../tests/integration/server/test-server.ts';
import { openSyncStation } from '../../tests/integration/sync/sync-station.ts';
import { writeMovedEvent } from '../demo/moved-event.ts';
import { verdict } from './at-desk.ts';
import { MORE_GUESTS } from './more-guests.ts';
import type { Scene } from './screen.ts';

const HOURS = 3_600_000;

/** A server of today's event, for as long as the station needs it to be made. */
async function withServer(work: (server: TestServer) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'yanqi-screens-event-'));
  const { eventFile } = writeMovedEvent(folder);
  const event = EventSchema.parse(JSON.parse(readFileSync(eventFile, 'utf8')));
  rmSync(folder, { recursive: true });
  await using server = await startTestServer(null, event);
  const file = { name: 'guests.csv', bytes: new TextEncoder().encode(MORE_GUESTS) };
  await server.importList({ file, encoding: null, dryRun: false });
  await work(server);
}

async function syncOnce(folder: string, server: TestServer | null = null): Promise<void> {
  const { parts, enrol } = openSyncStation({ folder });
  if (server !== null) await enrol(server);
  await syncUntilDone(parts);
  parts.database.close();
}

async function enrolDesk(folder: string, server: TestServer): Promise<string> {
  await syncOnce(folder, server);
  return withStation(folder, async (station) => {
    const name = '3号台 Desk 3';
    station.configure({ name, printer: 'pdf-folder', protocolDesk: true, configured: true });
    return station.status().station.id;
  });
}

export const deskApartScene: Scene = {
  name: 'desk-apart',
  window: 'desk',
  prepare: (folder) =>
    withServer(async (server) => {
      await enrolDesk(folder, server);
      server.passTime(3 * HOURS);
      await syncOnce(folder);
    }),
  screens: [verdict('desk-apart', 'CODESME113', 'admit'), verdict('desk-apart-alert', 'CODESME111', 'hold')],
};

export const deskRevokedScene: Scene = {
  name: 'desk-revoked',
  window: 'desk',
  prepare: (folder) =>
    withServer(async (server) => {
      const id = await enrolDesk(folder, server);
      await server.revokeStation(id);
      await syncOnce(folder);
    }),
  screens: [
    {
      name: 'desk-revoked',
      reach: ({ page }) => page.locator('[data-warning=station-revoked]').waitFor(),
    },
  ],
};
