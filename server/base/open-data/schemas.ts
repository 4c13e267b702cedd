import type { OpenFieldType, OpenPassport } from '../../../shared/contract/base/open-data.ts';
import type { OpenSet } from './set.ts';

/** The structure of a set for programs: Table Schema of its CSV, JSON Schema of its JSON, a table for people. */

type Field = OpenPassport['fields'][number];

const tableTypes: Readonly<Record<OpenFieldType, { type: string; format?: string }>> = {
  string: { type: 'string' },
  integer: { type: 'integer' },
  number: { type: 'number' },
  boolean: { type: 'boolean' },
  date: { type: 'date' },
  datetime: { type: 'datetime' },
  uri: { type: 'string', format: 'uri' },
};

function tableField({ name, title, type, isRequired, words }: Field) {
  const { type: kind, format } = tableTypes[type];
  return {
    name,
    title,
    type: kind,
    ...(format && { format }),
    // Russian Excel reads a comma.
    ...(kind === 'number' && { decimalChar: ',' }),
    constraints: { required: isRequired, ...(words.length > 0 && { enum: words }) },
  };
}

/** Frictionless Table Schema, with how the table is written beside it. */
export const tableSchema = ({ fields, primaryKey }: OpenSet) => ({
  $schema: 'https://datapackage.org/profiles/2.0/tableschema.json',
  fields: fields.map(tableField),
  primaryKey,
  missingValues: [''],
  dialect: { delimiter: ';', quoteChar: '"', doubleQuote: true, lineTerminator: '\r\n', header: true },
});

const jsonTypes: Readonly<Record<OpenFieldType, { type: string; format?: string }>> = {
  string: { type: 'string' },
  integer: { type: 'integer' },
  number: { type: 'number' },
  boolean: { type: 'boolean' },
  date: { type: 'string', format: 'date' },
  datetime: { type: 'string', format: 'date-time' },
  uri: { type: 'string', format: 'uri' },
};

function jsonField({ title, type, isRequired, words }: Field) {
  const { type: kind, format } = jsonTypes[type];
  return {
    title,
    type: isRequired ? kind : [kind, 'null'],
    ...(format && { format }),
    ...(words.length > 0 && { enum: isRequired ? words : [...words, null] }),
  };
}

/** JSON Schema 2020-12 of `data.json`. */
export const jsonSchema = ({ title, fields }: OpenSet) => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title,
  type: 'object',
  required: ['passport', 'rows'],
  properties: {
    passport: { type: 'object' },
    rows: {
      type: 'array',
      items: {
        type: 'object',
        properties: Object.fromEntries(fields.map((field) => [field.name, jsonField(field)])),
        required: fields.map(({ name }) => name),
        additionalProperties: false,
      },
    },
  },
});

/** «Описание структуры набора» of the methodical recommendations. */
export const structureRows = ({ fields }: OpenSet): string[][] => [
  ['field name', 'english description', 'russian description', 'format'],
  ...fields.map(({ name, title, type }) => [name, name.replaceAll('_', ' '), title, type]),
];
