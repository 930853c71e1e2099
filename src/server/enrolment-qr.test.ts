import { expect, it, vi } from 'vitest';
import { enrolmentQrs } from './enrolment-qr.ts';

vi.mock('node:os', () => ({
  networkInterfaces: () => ({
    lo: [{ address: '127.0.0.1', family: 'IPv4', internal: true }],
    eth0: [
      { address: '192.168.1.10', family: 'IPv4', internal: false },
      { address: 'fe80::1', family: 'IPv6', internal: false },
    ],
    wlan0: [{ address: '10.0.0.7', family: 'IPv4', internal: false }],
  }),
}));

it.each([
  ['opened in the network', 'http://192.168.1.10:8080', '0.0.0.0', ['http://192.168.1.10:8080']],
  ['behind a proxy', 'https://venue.example/desk', '127.0.0.1', ['https://venue.example/desk']],
  [
    'opened on the server itself, which listens to the network',
    'http://localhost:8080',
    '0.0.0.0',
    ['http://192.168.1.10:8080', 'http://10.0.0.7:8080'],
  ],
  [
    'opened on a server that only its computer reaches',
    'http://127.0.0.1:8080',
    '127.0.0.1',
    ['http://127.0.0.1:8080'],
  ],
])(
  'the console %s: QR codes lead to where stations reach the server',
  async (_how, opened, host, expected) => {
    const drawn = await enrolmentQrs('7K2M-9QXA', opened, host);
    expect(drawn.map(({ address }) => address)).toEqual(expected);
    for (const { svg } of drawn) expect(svg).toContain('<svg');
  },
);
