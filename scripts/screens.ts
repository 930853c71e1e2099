/**
 * `npm run screens`: takes pictures of every screen in both languages and all sizes into docs/screens/, from the real
 * app, and looks at each with axe. `-- --only NAME` takes the scenes of that name (desk, setup, staff, kiosk) or one of
 * them (desk-guest), `-- --language en` one language, `-- --to FOLDER` keeps the pictures elsewhere.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startXvfb } from '../tests/services/xvfb.ts';
import { ensureBuilt, projectFolder } from './built-app.ts';
import { deskAlertScene } from './screens/desk-alert-scene.ts';
import { deskCheckScene } from './screens/desk-check-scene.ts';
import { deskGroupScene } from './screens/desk-group-scene.ts';
import { deskGuestScene } from './screens/desk-guest-scene.ts';
import { deskApartScene, deskRevokedScene } from './screens/desk-server-scenes.ts';
import {
  deskPrintingScene,
  deskRecoveryScene,
  deskSettleScene,
  deskStoppedScene,
} from './screens/desk-trouble-scenes.ts';
import { deskVerdictScene } from './screens/desk-verdict-scene.ts';
import { kioskScene } from './screens/kiosk-scene.ts';
import { setupImportScene } from './screens/setup-import-scene.ts';
import { setupScene } from './screens/setup-scene.ts';
import { staffAlertScene, staffScene } from './screens/staff-scene.ts';
import { takePictures } from './screens/take-pictures.ts';

const LANGUAGES = ['zh-CN', 'en'] as const;
const SCENES = [
  setupScene,
  setupImportScene,
  deskVerdictScene,
  deskGuestScene,
  deskGroupScene,
  deskSettleScene,
  deskPrintingScene,
  deskAlertScene,
  deskCheckScene,
  deskApartScene,
  deskRevokedScene,
  deskRecoveryScene,
  deskStoppedScene,
  staffScene,
  staffAlertScene,
  kioskScene,
];

const { values } = parseArgs({
  options: { only: { type: 'string' }, language: { type: 'string' }, to: { type: 'string' } },
});
const outFolder = values.to ?? join(projectFolder, 'docs/screens');
const scenes = SCENES.filter(({ name }) => isMeant(name, values.only));
if (scenes.length === 0)
  throw new Error(`no scene ${values.only}: ${SCENES.map(({ name }) => name).join(', ')}`);

/** `desk` means all of the desk, `desk-guest` one scene of it. */
function isMeant(name: string, only: string | undefined): boolean {
  return only === undefined || name === only || name.startsWith(`${only}-`);
}

ensureBuilt();
await using screen = await startXvfb({ width: 2000, height: 2000, windowManager: true });
const faults: string[] = [];
for (const scene of scenes) {
  for (const language of LANGUAGES) {
    if (values.language !== undefined && values.language !== language) continue;
    console.log(`${scene.name} ${language}`);
    faults.push(...(await takePictures(scene, { language, display: screen.display, outFolder })));
  }
}
for (const fault of faults) console.error(fault);
console.log(`${faults.length} findings of axe, or of what is cut off`);
process.exitCode = faults.length === 0 ? 0 : 1;
