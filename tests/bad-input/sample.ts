import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Route } from '../../shared/contract/route.ts';

export type Part = 'params' | 'query' | 'body';

export interface Leaf {
  part: Part;
  /** Keys from the top of the part. */
  path: (string | number)[];
}

/** The part of JSON Schema that the contract's shapes come out as. */
interface Schema {
  type?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  format?: string;
  pattern?: string;
  minimum?: number;
  exclusiveMinimum?: number;
  minLength?: number;
  minItems?: number;
  items?: Schema;
  properties?: Record<string, Schema>;
}

export interface Sample {
  params: Record<string, unknown>;
  query: Record<string, unknown>;
  body: unknown;
}

/** Values by the name of a field, for what a schema cannot tell: an existing case, an open address. */
export type Known = Record<string, unknown>;

/**
 * A request as a page would send it, every field filled, made of the route's own contract: a route added tomorrow is
 * tried without a word here. `known` gives values by field name, also as `<route id>.<field>`.
 */
export function makeSample(route: Route, known: Known): Sample {
  const fill = (schema: z.ZodType | undefined) => schema && sampleOf(toSchema(schema), '', route.id, known);
  return {
    params: (fill(route.params) ?? {}) as Record<string, unknown>,
    query: (fill(route.query) ?? {}) as Record<string, unknown>,
    body: fill(route.body),
  };
}

const schemas = new WeakMap<z.ZodType, Schema>();

function toSchema(schema: z.ZodType): Schema {
  const known =
    schemas.get(schema) ?? (z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema);
  schemas.set(schema, known);
  return known;
}

/**
 * The kind of a field, as its contract reads it: what part of the request it stands in, its type and its form. Fields of
 * one kind are read by the same code.
 */
export function kindOf(route: Route, { part, path }: Pick<Leaf, 'part' | 'path'>): string {
  const shape = route[part];
  let schema: Schema | undefined = shape && toSchema(shape);
  for (const key of path) {
    const options = schema ? [schema, ...(schema.anyOf ?? schema.oneOf ?? [])] : [];
    const inner = options.map(({ items, properties }) =>
      typeof key === 'number' ? items : properties?.[key],
    );
    schema = inner.find((found) => found !== undefined);
  }
  return `${part} ${schema ? formOf(schema) : 'any'}`;
}

function formOf(schema: Schema): string {
  const options = schema.anyOf ?? schema.oneOf;
  if (options) return [...new Set(options.map(formOf))].filter((form) => form !== 'null').join(' or ');
  if (schema.enum || schema.const !== undefined) return 'choice';
  const form = schema.format ?? (schema.pattern && 'patterned');
  return form ? `${schema.type} ${form}` : (schema.type ?? 'any');
}

/** Leaves a field out of a sample. */
export const ABSENT = Symbol('absent');

function sampleOf(schema: Schema, name: string, routeId: string, known: Known): unknown {
  const given = known[`${routeId}.${name}`] ?? known[name];
  if (given !== undefined) return typeof given === 'function' ? given() : given;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const [first] = schema.anyOf ?? schema.oneOf ?? [];
  if (first) return sampleOf(first, name, routeId, known);
  switch (schema.type) {
    case 'object': {
      const entries = Object.entries(schema.properties ?? {})
        .map(([key, value]) => [key, sampleOf(value, key, routeId, known)] as const)
        .filter(([, value]) => value !== ABSENT);
      return Object.fromEntries(entries);
    }
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () =>
        sampleOf(schema.items ?? {}, name, routeId, known),
      );
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 1, (schema.exclusiveMinimum ?? 0) + 1, 1);
    case 'boolean':
      return true;
    case 'string':
      return sampleText(schema);
    default:
      return 'проба';
  }
}

function sampleText(schema: Schema): string {
  if (schema.format === 'uuid') return randomUUID();
  if (schema.format === 'date-time') return '2026-11-20T09:00:00Z';
  // A day (`isoDate`): ahead of the moment the tests stand at.
  if (schema.format === 'date' || schema.pattern?.includes('\\d{4}-\\d{2}-\\d{2}$')) return '2027-01-15';
  return 'Проба пера'.padEnd(schema.minLength ?? 0, '.');
}
