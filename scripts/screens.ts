/**
 * `npm run screens`: takes pictures of every screen in both languages and all sizes into docs/screens/, from the real
 * app, and looks at each with axe. `-- --only NAME` takes one scene (desk, setup, staff, kiosk), `-- --to FOLDER`
 * keeps the pictures elsewhere.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startXvfb } from '../tests/services/xvfb.ts';
import { ensureBuilt, projectFolder } from './built-app.ts';
import { deskScene } from './screens/desk-scene.ts';
import { kioskScene } from './screens/kiosk-scene.ts';
import { setupScene } from './screens/setup-scene.ts';
import { staffScene } from './screens/staff-scene.ts';
import { takePictures } from './screens/take-pictures.ts';

const SCENES = [setupScene, deskScene, staffScene, kioskScene];

const { values } = parseArgs({ options: { only: { type: 'string' }, to: { type: 'string' } } });
const outFolder = values.to ?? join(projectFolder, 'docs/screens');
const scenes = SCENES.filter(({ name }) => values.only === undefined || values.only === name);
if (scenes.length === 0)
  throw new Error(`no scene ${values.only}: ${SCENES.map(({ name }) => name).join(', ')}`);

ensureBuilt();
await using screen = await startXvfb({ width: 2000, height: 2000, windowManager: true });
const faults: string[] = [];
for (const scene of scenes) {
  for (const language of ['zh-CN', 'en'] as const) {
    console.log(`${scene.name} ${language}`);
    faults.push(...(await takePictures(scene, { language, display: screen.display, outFolder })));
  }
}
for (const fault of faults) console.error(fault);
console.log(`${faults.length} findings of axe`);
process.exitCode = faults.length === 0 ? 0 : 1;
