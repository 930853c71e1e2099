/** `npm start`: opens the station on the user's own data folder, built first where that is needed. */
import { spawn } from 'node:child_process';
import { ensureBuilt, projectFolder } from './built-app.ts';
import { electronRuntime, electronSwitches } from './electron-runtime.ts';

ensureBuilt();
const runtime = await electronRuntime();
const station = spawn(
  runtime.executable,
  [...electronSwitches(runtime), projectFolder, ...process.argv.slice(2)],
  {
    stdio: 'inherit',
  },
);
station.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
