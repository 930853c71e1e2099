/** Debian's Chromium, as Playwright shall start it on a machine with no way to the internet. */
export const chromiumPath = '/usr/bin/chromium';

/** Keeps it from looking for Google's hosts at every start; the sandbox refuses to run as root. */
export const chromiumSwitches = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];
