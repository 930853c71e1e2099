/** `npm run dev`: the station with hot reload of its windows, and a restart when main or core change. */
import { spawn } from 'node:child_process';
import { electronVite, projectFolder } from './built-app.ts';
import { electronRuntime, electronSwitches } from './electron-runtime.ts';

const runtime = await electronRuntime();
const development = spawn(
  process.execPath,
  [electronVite(), 'dev', '--watch', '--', ...electronSwitches(runtime), ...process.argv.slice(2)],
  { cwd: projectFolder, stdio: 'inherit', env: { ...process.env, ELECTRON_EXEC_PATH: runtime.executable } },
);
development.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
