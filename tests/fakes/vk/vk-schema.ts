import { readFileSync } from 'node:fs';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { once } from '../../../server/lib/once.ts';
import { lacksShared, sharedData } from '../../support/site/shared.ts';

/** The official schema of the API 5.199 (VKCOM/vk-api-schema). */

type Schema = Record<string, unknown>;
const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The schema marks a property `required: true`; JSON Schema wants the names in its owner. */
function hoistRequired(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(hoistRequired);
  if (!isSchema(schema)) return schema;
  const own: Schema = {};
  for (const [name, value] of Object.entries(schema))
    if (name !== '$schema' && !(name === 'required' && typeof value === 'boolean'))
      own[name] = hoistRequired(value);
  const { properties } = schema;
  if (isSchema(properties)) {
    const needed = Object.entries(properties).flatMap(([name, property]) =>
      isSchema(property) && property.required === true ? [name] : [],
    );
    if (needed.length > 0) own.required = needed;
  }
  return own;
}

/** A group with fields is one that may have no others and some more: closed is the whole, and not its part. */
function openGroup(file: unknown): unknown {
  const definitions = isSchema(file) && isSchema(file.definitions) ? file.definitions : {};
  const { groups_group: part, groups_group_full: whole } = definitions;
  if (!isSchema(part) || !isSchema(whole) || !isSchema(file)) return file;
  const { additionalProperties: _, ...open } = part;
  const closed = { ...whole, unevaluatedProperties: false };
  return { ...file, definitions: { ...definitions, groups_group: open, groups_group_full: closed } };
}

const openSchema = once(() => {
  const ajv = new Ajv2019({ strict: false, validateFormats: false, allErrors: false });
  for (const file of ['objects.json', 'responses.json', 'errors.json'])
    ajv.addSchema(
      openGroup(
        hoistRequired(JSON.parse(readFileSync(sharedData(`api-schemas/vk/${file}`), 'utf8'))),
      ) as Schema,
      file,
    );
  return ajv;
});

/**
 * What of a value the definition refuses, `responses.json#/definitions/wall_get_response`; null = nothing. Without the shared data
 * nothing is refused; under CI their absence throws.
 */
export function refuseByVkSchema(reference: string, value: unknown): string | null {
  if (lacksShared) return null;
  const validate = openSchema().getSchema(reference);
  if (!validate) return `no definition ${reference}`;
  if (validate(value)) return null;
  const [first] = validate.errors ?? [];
  return `${reference}: ${first?.instancePath ?? ''} ${first?.message ?? ''}`;
}
