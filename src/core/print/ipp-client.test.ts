import { describe, expect, it } from 'vitest';
import { askCups, cupsAddress } from './ipp-client.ts';

describe('CUPS_SERVER', () => {
  it.each([
    ['printhost', { host: 'printhost', port: 631 }],
    ['127.0.0.1:8631', { host: '127.0.0.1', port: 8631 }],
    ['[::1]:8631', { host: '::1', port: 8631 }],
    ['printhost:8631/version=1.1', { host: 'printhost', port: 8631 }],
    ['/var/run/cups.sock', { socketPath: '/var/run/cups.sock' }],
  ])('%s says where CUPS is', (server, address) => {
    expect(cupsAddress(server)).toEqual(address);
  });

  it('that nobody can read shows as a print system that does not answer', async () => {
    const request = { operation: 0x4002, operationAttributes: [] };
    await expect(askCups(cupsAddress('no host:99999'), request)).rejects.toThrow();
    await expect(askCups(cupsAddress('http://['), request)).rejects.toThrow('did not answer');
  });
});
