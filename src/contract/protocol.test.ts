import { createHash } from 'node:crypto';
import { OpenAPIGenerator } from '@orpc/openapi';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { EventSchema } from './event.ts';
import { PROTOCOL_VERSION } from './protocol.ts';
import { serverContract } from './server-contract.ts';
import { ChangeSchema } from './sync.ts';
import { deskContract, kioskContract } from './window-contract.ts';

const HASHES: Record<number, string> = {
  1: '1d40686f588d2ac4896cb7b548a2a9ee4dab4f6c3cfd926fea796e0a7a9cfcff',
  2: '6bfb83f8633c436946f128c1564fe646127073945ea7667f932ef8e186dcaa42',
};

async function schemasHash(): Promise<string> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  const documents = [];
  for (const contract of [serverContract, deskContract, kioskContract]) {
    documents.push(await generator.generate(contract, { info: { title: 'Yanqi Desk', version: '1' } }));
  }
  const stored = [EventSchema, ChangeSchema].map((schema) =>
    z.toJSONSchema(schema, { unrepresentable: 'any' }),
  );
  return createHash('sha256')
    .update(JSON.stringify([documents, stored]))
    .digest('hex');
}

describe('the schemas that cross a boundary', () => {
  it('are those of the protocol version: a change needs a new version and a line of history', async () => {
    expect(await schemasHash()).toBe(HASHES[PROTOCOL_VERSION]);
  });
});
