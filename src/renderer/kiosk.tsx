import './core/zod-without-eval.ts';
import { createRoot } from 'react-dom/client';
import { connectKiosk } from './kiosk/kiosk-core.ts';
import { KioskRoot } from './kiosk/kiosk-root.tsx';
import { lockPage } from './kiosk/lock-page.ts';
import { startLanguage } from './language/language.ts';
import { CrashScreen } from './look/crash-screen.tsx';
import { addScriptFonts } from './look/script-fonts.ts';
import './look/base.css';
import './look/pin-pad.css';
import './camera/camera.css';
import './kiosk/kiosk.css';

const core = connectKiosk();
core.listen();
lockPage();
addScriptFonts();
await startLanguage();
const root = document.getElementById('root');
if (root !== null)
  createRoot(root).render(
    <CrashScreen isAlone>
      <KioskRoot core={core} />
    </CrashScreen>,
  );
