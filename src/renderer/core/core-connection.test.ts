import { implement, ORPCError } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { KioskNews } from '../../contract/window-contract.ts';
import { kioskContract } from '../../contract/window-contract.ts';
import { CoreConnection } from './core-connection.ts';

const CODE = { code: 'A', via: 'scanner' } as const;
const NEWS: KioskNews = {
  kind: 'print-job',
  job: { id: '01976b9a-0000-7000-8000-000000000001', state: 'printed' },
};

type Core = 'sound' | 'refusing' | 'silent';

/** A core of the kiosk's contract at one end of a channel; gives the other end. */
function corePort(core: Core): MessagePort {
  const kiosk = implement(kioskContract);
  const router = kiosk.router({
    recovery: { state: kiosk.recovery.state.handler(() => ({ state: 'sound' })) },
    watch: kiosk.watch.handler(async function* () {
      yield NEWS;
      await new Promise(() => undefined);
    }),
    scan: kiosk.scan.handler(async () => {
      const data = { code: 'registration-unknown', details: { registration: 'A' } };
      if (core === 'refusing') throw new ORPCError('REFUSED', { status: 422, defined: true, data });
      return { outcome: 'see-desk' };
    }),
    leave: kiosk.leave.handler(() => null),
  });
  const { port1, port2 } = new MessageChannel();
  if (core !== 'silent') new RPCHandler(router).upgrade(port1);
  port1.start();
  return port2;
}

function handOver(port: MessagePort): void {
  const message = new MessageEvent('message', { data: { kind: 'core-port' }, ports: [port] });
  Object.defineProperty(message, 'source', { value: window });
  window.dispatchEvent(message);
}

function connect(): CoreConnection<typeof kioskContract> {
  const core = new CoreConnection<typeof kioskContract>((client, options) =>
    client.recovery.state(undefined, options),
  );
  core.listen();
  return core;
}

function scan(core: CoreConnection<typeof kioskContract>, limitMs?: number) {
  return core.ask((client, options) => client.scan(CODE, options), limitMs);
}

describe('the line to the core', () => {
  beforeEach(() => {
    const timers = { setTimeout, clearTimeout, setInterval };
    vi.stubGlobal('window', Object.assign(new EventTarget(), timers));
  });
  afterEach(() => vi.unstubAllGlobals());

  it('refuses in words before there is a core', async () => {
    expect(await scan(connect())).toEqual({ ok: false, failure: { code: 'core-unreachable', details: {} } });
  });

  it('gives the answer of the core, and its refusal as a failure', async () => {
    const core = connect();
    handOver(corePort('sound'));
    expect(await scan(core)).toEqual({ ok: true, value: { outcome: 'see-desk' } });
    handOver(corePort('refusing'));
    expect(await scan(core)).toEqual({
      ok: false,
      failure: { code: 'registration-unknown', details: { registration: 'A' } },
    });
  });

  it('stops waiting for a core that does not answer, says that it restarts, and goes on with the next one', async () => {
    const core = connect();
    handOver(corePort('silent'));
    expect(await scan(core, 20)).toEqual({ ok: false, failure: { code: 'core-unreachable', details: {} } });
    expect(core.state()).toBe('restarting');
    handOver(corePort('sound'));
    expect(core.state()).toBe('connected');
    expect((await scan(core)).ok).toBe(true);
  });

  it('ends a call that waits for the old core as soon as the new one comes', async () => {
    const core = connect();
    handOver(corePort('silent'));
    const waiting = scan(core, 60_000);
    handOver(corePort('sound'));
    expect((await waiting).ok).toBe(false);
    expect(core.state()).toBe('connected');
  });

  it('hears the news again from each new core', async () => {
    const core = connect();
    const heard: KioskNews[] = [];
    const stop = core.follow(
      (client, options) => client.watch(undefined, options),
      (news: KioskNews) => heard.push(news),
    );
    handOver(corePort('sound'));
    await vi.waitFor(() => expect(heard).toEqual([NEWS]));
    handOver(corePort('sound'));
    await vi.waitFor(() => expect(heard).toEqual([NEWS, NEWS]));
    stop();
  });

  it('takes no port from anybody but its own window', async () => {
    const core = connect();
    window.dispatchEvent(
      new MessageEvent('message', { data: { kind: 'core-port' }, ports: [corePort('sound')] }),
    );
    expect(core.generation()).toBe(0);
  });
});
