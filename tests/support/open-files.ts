import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'csv-parse/sync';
import { expect } from 'vitest';
import { z } from 'zod';

/** Holds the published files of an open set against its own published schemas, as a stranger who knows nothing else would. */

const tableSchema = z.object({
  fields: z.array(
    z.object({
      name: z.string(),
      type: z.enum(['string', 'integer', 'number', 'boolean', 'date', 'datetime']),
      format: z.string().optional(),
      decimalChar: z.string().optional(),
      constraints: z.object({ required: z.boolean(), enum: z.array(z.string()).optional() }),
    }),
  ),
  primaryKey: z.array(z.string()),
  missingValues: z.array(z.string()),
  dialect: z.object({ delimiter: z.string(), quoteChar: z.string(), lineTerminator: z.string() }),
});
type Field = z.infer<typeof tableSchema>['fields'][number];

const shapes: Readonly<Record<Field['type'], RegExp>> = {
  string: /[\s\S]/u,
  integer: /^-?\d+$/u,
  number: /^-?\d+([.,]\d+)?$/u,
  boolean: /^(true|false)$/u,
  date: /^\d{4}-\d\d-\d\d$/u,
  datetime: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/u,
};

/** Why a cell does not fit its field; empty = it does. */
function faultOf({ name, type, format, decimalChar, constraints }: Field, cell: string): string {
  if (cell === '') return constraints.required ? `${name}: пусто` : '';
  if (!shapes[type].test(cell)) return `${name}: «${cell}» не ${type}`;
  if (type === 'number' && cell.includes('.') && decimalChar === ',') return `${name}: «${cell}» с точкой`;
  if (format === 'uri' && !URL.canParse(cell)) return `${name}: «${cell}» не адрес`;
  if (constraints.enum && !constraints.enum.includes(cell)) return `${name}: «${cell}» не из списка`;
  return '';
}

const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true });
ajv.addFormat('date', /^\d{4}-\d\d-\d\d$/u);
ajv.addFormat('date-time', (text: string) => !Number.isNaN(Date.parse(text)));
ajv.addFormat('uri', (text: string) => URL.canParse(text));

type Read = (file: string) => Promise<string>;

/** Rows of a set whose CSV and JSON are as their schemas say and say the same. */
export async function readBySchemas(read: Read): Promise<Record<string, unknown>[]> {
  const schema = tableSchema.parse(JSON.parse(await read('table-schema.json')));
  const { delimiter, quoteChar, lineTerminator } = schema.dialect;
  const lines: string[][] = parse(await read('data.csv'), {
    bom: true,
    delimiter,
    quote: quoteChar,
    record_delimiter: lineTerminator,
  });
  const [head, ...cells] = lines;
  expect(head).toEqual(schema.fields.map(({ name }) => name));
  const faults = cells.flatMap((line) => schema.fields.map((field, at) => faultOf(field, line[at] ?? '')));
  expect(faults.filter(Boolean).slice(0, 5)).toEqual([]);
  const data = JSON.parse(await read('data.json'));
  const validate = ajv.compile(JSON.parse(await read('json-schema.json')));
  expect(validate(data) ? [] : validate.errors?.slice(0, 5)).toEqual([]);
  const { rows } = z.object({ rows: z.array(z.record(z.string(), z.unknown())) }).parse(data);
  expect(rows).toHaveLength(cells.length);
  const keys = rows.map((row) => schema.primaryKey.map((name) => row[name]).join('|'));
  expect(new Set(keys).size).toBe(keys.length);
  return rows;
}
