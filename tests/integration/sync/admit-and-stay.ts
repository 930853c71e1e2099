/** A station process: opens the store in a folder, admits the guests named, says so and stays until it is killed. */
import { openSyncStation } from './sync-station.ts';

const [folder = '', ...guests] = process.argv.slice(2);
const station = openSyncStation({ folder });
for (const guest of guests) station.admit(guest);
console.log('committed');
setInterval(() => undefined, 60_000);
