import { createORPCClient, ORPCError } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { AnyContractRouter, ContractRouterClient } from '@orpc/contract';
import { z } from 'zod';
import { FailureSchema, type Result, refused } from '../../contract/failure.ts';

/** How long a call may take; the long ones (an import, an enrolment) name their own limit. */
const CALL_LIMIT_MS = 5_000;
export const LONG_CALL_LIMIT_MS = 60_000;
/** How often a silent core is asked whether it lives. */
const HEARTBEAT_MS = 3_000;
const WATCH_AGAIN_MS = 500;

const PortMessageSchema = z.object({ kind: z.literal('core-port') });

export type CoreState = 'starting' | 'connected' | 'restarting';

/** What any call takes beside its input: the end of its time. */
export interface CallOptions {
  readonly signal: AbortSignal;
}

/**
 * The window's line to the core. The preload passes a port when the window opens and again after each restart of
 * the core; a port that does not answer any more gives no sign of it, so every call has a time limit and a
 * heartbeat finds out.
 */
export class CoreConnection<Contract extends AnyContractRouter> {
  readonly #isAlive: (client: ContractRouterClient<Contract>, options: CallOptions) => Promise<unknown>;
  readonly #listeners = new Set<() => void>();
  #client: ContractRouterClient<Contract> | null = null;
  #port: MessagePort | null = null;
  #generation = 0;
  #openCalls = new Set<AbortController>();
  #state: CoreState = 'starting';

  /** `isAlive` is the cheapest call of the contract. */
  constructor(isAlive: (client: ContractRouterClient<Contract>, options: CallOptions) => Promise<unknown>) {
    this.#isAlive = isAlive;
  }

  /** Takes ports from now on. Call it once, before the window has loaded. */
  listen(): void {
    window.addEventListener('message', (event) => {
      const port = event.ports[0];
      if (event.source !== window || port === undefined) return;
      if (PortMessageSchema.safeParse(event.data).success) this.#take(port);
    });
    window.setInterval(() => void this.#beat(), HEARTBEAT_MS);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly state = (): CoreState => this.#state;

  /** 0 before the first port, one more with each: what was read from an old core is read again. */
  readonly generation = (): number => this.#generation;

  /** Calls the core; everything that goes wrong comes back as a failure. */
  async ask<Value>(
    call: (client: ContractRouterClient<Contract>, options: CallOptions) => Promise<Value>,
    limitMs: number = CALL_LIMIT_MS,
  ): Promise<Result<Value>> {
    const client = this.#client;
    if (client === null) return refused('core-unreachable');
    const controller = new AbortController();
    const timer = window.setTimeout(() => controller.abort(), limitMs);
    this.#openCalls.add(controller);
    try {
      return { ok: true, value: await call(client, { signal: controller.signal }) };
    } catch (error) {
      if (!controller.signal.aborted) return failureOf(error);
      if (client === this.#client) this.#change('restarting');
      return refused('core-unreachable');
    } finally {
      window.clearTimeout(timer);
      this.#openCalls.delete(controller);
    }
  }

  /**
   * Hears the news of the core, after each restart again from the beginning.
   * @returns stops hearing.
   */
  follow<News>(
    watch: (client: ContractRouterClient<Contract>, options: CallOptions) => Promise<AsyncIterable<News>>,
    onNews: (news: News) => void,
  ): () => void {
    let controller = new AbortController();
    const begin = () => {
      controller.abort();
      controller = new AbortController();
      void this.#hear(watch, onNews, controller.signal);
    };
    let followed = this.#generation;
    const unsubscribe = this.subscribe(() => {
      if (this.#generation === followed) return;
      followed = this.#generation;
      begin();
    });
    if (followed > 0) begin();
    return () => {
      unsubscribe();
      controller.abort();
    };
  }

  async #hear<News>(
    watch: (client: ContractRouterClient<Contract>, options: CallOptions) => Promise<AsyncIterable<News>>,
    onNews: (news: News) => void,
    signal: AbortSignal,
  ): Promise<void> {
    while (!signal.aborted && this.#client !== null) {
      try {
        for await (const news of await watch(this.#client, { signal })) onNews(news);
      } catch (error) {
        if (signal.aborted) return;
        console.warn('the news of the core stopped', error);
      }
      await new Promise((resolve) => window.setTimeout(resolve, WATCH_AGAIN_MS));
    }
  }

  #take(port: MessagePort): void {
    for (const call of this.#openCalls) call.abort();
    this.#port?.close();
    this.#port = port;
    this.#generation += 1;
    const client: ContractRouterClient<Contract> = createORPCClient(new RPCLink({ port }));
    this.#client = client;
    port.start();
    this.#state = 'connected';
    this.#announce();
  }

  async #beat(): Promise<void> {
    const port = this.#port;
    if (port === null) return;
    const answer = await this.ask((client, options) => this.#isAlive(client, options));
    if (answer.ok && port === this.#port) this.#change('connected');
  }

  #change(state: CoreState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#announce();
  }

  #announce(): void {
    for (const listener of this.#listeners) listener();
  }
}

function failureOf(error: unknown): Result<never> {
  const failure = error instanceof ORPCError ? FailureSchema.safeParse(error.data) : null;
  if (failure?.success) return { ok: false, failure: failure.data };
  console.error('a call to the core failed', error);
  return refused('unexpected');
}
