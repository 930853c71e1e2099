import { act } from './act.ts';
import type { History } from './history.ts';
import type { PlantedFault } from './planted-fault.ts';
import type { StationFiles } from './station-files.ts';
import { Tally } from './tally.ts';
import { VirtualVenue } from './virtual-venue.ts';

/**
 * Runs a history from the evening before to the evening after, and notes what happened. Returns what is wrong; nothing
 * when all is sound.
 */
export function runHistory(
  history: History,
  files: StationFiles,
  fault: PlantedFault | null = null,
  happened = new Tally(),
): string[] {
  const made = history.stations.map(() => files.make());
  const venue = new VirtualVenue(history, made, { fault, happened });
  try {
    venue.prepare(history);
    for (const action of history.actions) {
      venue.time.pass(action.afterMs);
      happened.add(action.do);
      act(venue, action);
    }
    return venue.finish();
  } finally {
    venue.close();
    for (const file of made) files.drop(file);
  }
}
