import { ipcRenderer } from 'electron';

// All that a window gets: the port to the core, once for each load and again after the core was restarted.
ipcRenderer.on('core-port', (event, window: unknown) => {
  globalThis.postMessage({ kind: 'core-port', window }, location.origin, event.ports);
});
