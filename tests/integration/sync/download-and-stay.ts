/** A station process: downloads the list into a folder for two rounds, says so and stays until it is killed. */
import { syncUntilDone } from '../../../src/core/sync/sync-until-done.ts';
import { openSyncStation } from './sync-station.ts';

const [folder = ''] = process.argv.slice(2);
const station = openSyncStation({ folder });
let rounds = 0;
await syncUntilDone(station.parts, {
  onRound() {
    rounds += 1;
    if (rounds < 2) return;
    console.log('two rounds');
    // Nothing more happens in this process.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  },
});
