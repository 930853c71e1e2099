import { enrol } from '../src/core/sync/enrol.ts';
import { listFile } from '../tests/integration/server/test-server.ts';
import { openSyncStation, type SyncStation } from '../tests/integration/sync/sync-station.ts';
import { startVenueServer } from '../tests/integration/venue/venue-server.ts';
import { startPostgres } from '../tests/services/postgres.ts';

/** A server process on a PostgreSQL of its own, with a list. */
export interface BenchVenue extends AsyncDisposable {
  readonly url: string;
  /** A new station that is enrolled and has nothing yet. */
  enrolStation(name: string): Promise<SyncStation>;
}

export async function startBenchVenue(guests: number): Promise<BenchVenue> {
  const ends = new AsyncDisposableStack();
  const postgres = ends.use(await startPostgres());
  const server = ends.use(await startVenueServer(await postgres.createDatabase(), []));
  const taken = await server.importList(listFile(1, guests));
  if (!taken.ok) throw new Error(`the list was refused: ${await taken.text()}`);
  return {
    url: server.url,
    async enrolStation(name) {
      const station = ends.use(openSyncStation());
      const enrolled = await enrol(station.parts, {
        url: server.url,
        code: await server.enrolmentCode(name),
      });
      if (!enrolled.ok) throw new Error(enrolled.failure.code);
      return station;
    },
    [Symbol.asyncDispose]: () => ends.disposeAsync(),
  };
}
