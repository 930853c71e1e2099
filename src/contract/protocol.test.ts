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
  1: '3a9bf362f4e34c3a74a9d9e9883a627d298ae26201fe3509ba0579f37a6b4382',
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
