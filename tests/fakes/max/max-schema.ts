import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { once } from '../../../server/lib/once.ts';
import { lacksShared, sharedData } from '../../support/site/shared.ts';

/** The official schema of 01.07.2026, as archived by max-messenger-bot/max-bot-api-schemas. */

type Schema = Record<string, unknown>;
const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** OpenAPI 3.0 as JSON Schema: `nullable` is a type of its own, and `required` of a property says nothing. */
function toJsonSchema(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(toJsonSchema);
  if (!isSchema(schema)) return schema;
  const own: Schema = {};
  for (const [name, value] of Object.entries(schema)) {
    const isNoted = name === 'nullable' || name === 'discriminator' || typeof value === 'boolean';
    if (!isNoted) own[name] = toJsonSchema(value);
  }
  return schema.nullable === true ? { anyOf: [own, { type: 'null' }] } : own;
}

/** Where the snapshot contradicts itself: two kinds of chat it speaks of, a name that is required and not described. */
function mendSchemas(schemas: Schema): Schema {
  const { ChatType: chat, MessageBody: body } = schemas;
  return {
    ...schemas,
    ChatType: { ...(isSchema(chat) && chat), enum: ['chat', 'dialog', 'channel'] },
    MessageBody: { ...(isSchema(body) && body), required: ['mid', 'seq', 'text', 'attachments'] },
  };
}

const openSchema = once(() => {
  const file: unknown = JSON.parse(
    readFileSync(sharedData('api-schemas/max/schema_2026_07_01.json'), 'utf8'),
  );
  const components = isSchema(file) && isSchema(file.components) ? file.components : {};
  const schemas = isSchema(components.schemas) ? components.schemas : {};
  const ajv = new Ajv({ strict: false, validateFormats: false });
  ajv.addSchema({ components: { schemas: toJsonSchema(mendSchemas(schemas)) } }, 'max.json');
  return ajv;
});

/** What of a value the named schema refuses; null = nothing. Without the shared data nothing is refused; under CI their absence throws. */
export function refuseByMaxSchema(name: string, value: unknown): string | null {
  if (lacksShared) return null;
  const validate = openSchema().getSchema(`max.json#/components/schemas/${name}`);
  if (!validate) return `no schema ${name}`;
  if (validate(value)) return null;
  const [first] = validate.errors ?? [];
  return `${name}: ${first?.instancePath ?? ''} ${first?.message ?? ''}`;
}
