import './core/zod-without-eval.ts';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { I18nProvider } from 'react-aria-components';
import { createRoot } from 'react-dom/client';
import { useTranslation } from 'react-i18next';
import { connectDesk, DeskCoreContext } from './core/desk-core.ts';
import { DeskRoot } from './desk/desk-root.tsx';
import { startLanguage } from './language/language.ts';
import { CrashScreen } from './look/crash-screen.tsx';
import { startLook } from './look/look.ts';
import { addScriptFonts } from './look/script-fonts.ts';
import './look/base.css';
import './look/pin-pad.css';
import './look/work-progress.css';
import './camera/camera.css';
import './desk/arrivals.css';
import './desk/search.css';
import './desk/waiting-lists.css';
import './desk/camera-panel.css';
import './desk/desk.css';
import './desk/batch.css';
import './desk/side-panel.css';
import './desk/guest.css';
import './desk/walk-in.css';
import './desk/group.css';
import './desk/print-queue.css';
import './desk/verdict.css';
import './desk/portrait.css';
import './setup/setup.css';
import './setup/choice.css';
import './setup/enrol.css';
import './setup/list-step.css';
import './setup/scanner-step.css';
import './desk/recovery.css';
import './look/zoomed.css';
import './staff/staff.css';

const core = connectDesk();
core.listen();
// The core is on this computer and answers at once: nothing is kept for later, nothing waits for a network.
const queries = new QueryClient({
  defaultOptions: { queries: { networkMode: 'always', retry: false, refetchOnWindowFocus: false } },
});

function Desk() {
  const { i18n } = useTranslation();
  return (
    <I18nProvider locale={i18n.language}>
      <DeskCoreContext value={core}>
        <QueryClientProvider client={queries}>
          <DeskRoot />
        </QueryClientProvider>
      </DeskCoreContext>
    </I18nProvider>
  );
}

addScriptFonts();
startLook();
await startLanguage();
const root = document.getElementById('root');
if (root !== null)
  createRoot(root).render(
    <CrashScreen>
      <Desk />
    </CrashScreen>,
  );
