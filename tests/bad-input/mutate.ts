import type { InjectOptions } from 'fastify';
import type { Route } from '../../shared/contract/route.ts';
import type { Naughty } from './naughty.ts';
import type { Leaf, Part, Sample } from './sample.ts';

/** What one route is tried with. */
export interface Plan {
  fields: { leaf: Leaf; values: Naughty[] }[];
  /** How its body as a whole is spoilt. */
  spoils: string[];
}

/** One generated request. */
export interface Trial {
  /** Says what was wrong with it, for the report of a failure. */
  name: string;
  request: InjectOptions;
}

/** Fields of a part of a sample, those inside it too. */
export function listLeaves(part: Part, value: unknown, path: Leaf['path'] = []): Leaf[] {
  if (value === null || typeof value !== 'object') return path.length > 0 ? [{ part, path }] : [];
  const inner = Object.entries(value).flatMap(([key, item]) =>
    listLeaves(part, item, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return path.length > 0 ? [{ part, path }, ...inner] : inner;
}

const PLACE = '\uE000here\uE000';

/** A copy of `value` with the leaf replaced; the leaf is left out when `by` is undefined. */
function replaceAt(value: unknown, [key, ...rest]: Leaf['path'], by: unknown): unknown {
  if (key === undefined) return by;
  const copy = structuredClone(value) as Record<string | number, unknown>;
  if (rest.length === 0 && by === undefined) delete copy[key];
  else copy[key] = replaceAt(copy[key], rest, by);
  return copy;
}

/** JSON text of a body in which the leaf is a piece of text of its own, well-formed or not. */
function spliceJson(body: unknown, path: Leaf['path'], piece: string | Buffer): Buffer {
  const [before = '', after = ''] = JSON.stringify(replaceAt(body, path, PLACE)).split(JSON.stringify(PLACE));
  return Buffer.concat([Buffer.from(before), Buffer.from(piece), Buffer.from(after)]);
}

function writeUrl(route: Route, sample: Sample, leaf: Leaf | null, piece: string): string {
  const own = (part: Part, name: string) => leaf?.part === part && leaf.path[0] === name;
  const path = route.path.replaceAll(/:([A-Za-z]+)/g, (_, name: string) =>
    own('params', name) ? piece : encodeURIComponent(String(sample.params[name])),
  );
  const query = Object.entries(sample.query).map(
    ([name, value]) => `${name}=${own('query', name) ? piece : encodeURIComponent(String(value))}`,
  );
  return query.length > 0 ? `${path}?${query.join('&')}` : path;
}

/** The request of a sample as it is. */
export function toRequest(route: Route, sample: Sample, headers: Record<string, string>): InjectOptions {
  const hasBody = sample.body !== undefined;
  return {
    method: route.method,
    url: writeUrl(route, sample, null, ''),
    headers: { 'x-otklik': '1', ...headers, ...(hasBody && { 'content-type': 'application/json' }) },
    ...(hasBody && { payload: JSON.stringify(sample.body) }),
  };
}

/**
 * What a plan has chosen: fields with bad values, each also left out or given twice; then the whole body spoilt.
 * @param fresh a new sample for each request: keys that may be used once differ.
 */
export function listTrials(
  route: Route,
  fresh: () => Sample,
  headers: Record<string, string>,
  { fields, spoils }: Plan,
): Trial[] {
  const trials = fields.flatMap(({ leaf, values }, at) => {
    const put = values.map((value) => ({
      name: value.name,
      request: putValue(route, fresh(), headers, leaf, value),
    }));
    // That of a name given twice the last is taken is true of the body, not of the field.
    const isFirst = fields.findIndex(({ leaf: { part } }) => part === leaf.part) === at;
    return [...put, ...spoilField(route, fresh, headers, leaf, isFirst)].map(({ name, request }) => ({
      name: `${route.id} ${leaf.part}.${leaf.path.join('.')}: ${name}`,
      request,
    }));
  });
  return [...trials, ...spoilWhole(route, toRequest(route, fresh(), headers), spoils)];
}

function putValue(
  route: Route,
  sample: Sample,
  headers: Record<string, string>,
  leaf: Leaf,
  value: Naughty,
): InjectOptions {
  const base = toRequest(route, sample, headers);
  if (leaf.part === 'body') return { ...base, payload: spliceJson(sample.body, leaf.path, value.json!) };
  return { ...base, url: writeUrl(route, sample, leaf, value.url!) };
}

function spoilField(
  route: Route,
  fresh: () => Sample,
  headers: Record<string, string>,
  { part, path }: Leaf,
  isFirst: boolean,
): Trial[] {
  const [key] = path;
  if (part === 'params') return [];
  const spoil = (
    name: string,
    change: (base: InjectOptions, body: unknown) => Partial<InjectOptions>,
  ): Trial => {
    const sample = fresh();
    const base = toRequest(route, sample, headers);
    return { name, request: { ...base, ...change(base, sample.body) } };
  };
  if (part === 'query') {
    return [
      spoil('given twice', ({ url }) => ({ url: `${url}&${key}=a&${key}=b` })),
      spoil('given as a list', ({ url }) => ({ url: `${url}&${key}[]=a&${key}[x]=b` })),
    ];
  }
  const leftOut = spoil('left out', (_, body) => ({
    payload: JSON.stringify(replaceAt(body, path, undefined)),
  }));
  if (!isFirst || path.length > 1) return [leftOut];
  const name = `${JSON.stringify(key)}:`;
  const doubled = spoil('given twice', (_, body) => ({
    payload: JSON.stringify(body).replace(name, () => `${name}[{}],${name}`),
  }));
  return [leftOut, doubled];
}

type Spoil = (whole: string) => { type?: string; payload: string | Buffer };

/** The body as a whole: of another kind, broken, nested, too large. */
const wholeSpoils: Record<string, Spoil> = {
  empty: () => ({ payload: '' }),
  null: () => ({ payload: 'null' }),
  'a list': () => ({ payload: '[]' }),
  text: () => ({ payload: '"текст"' }),
  'a number': () => ({ payload: '1' }),
  'cut in the middle': (whole) => ({ payload: whole.slice(0, Math.ceil(whole.length / 2)) }),
  'with a comma too many': (whole) => ({ payload: whole.replace(/\}$/, ',}') }),
  'with comments': (whole) => ({ payload: `/* x */ ${whole}` }),
  'after a byte order mark': (whole) => ({ payload: `\uFEFF${whole}` }),
  'in UTF-16': (whole) => ({ payload: Buffer.from(whole, 'utf16le') }),
  '10,000 levels deep': () => ({ payload: `${'[{"a":'.repeat(10_000)}1${'}]'.repeat(10_000)}` }),
  'cut at 10,000 levels': () => ({ payload: '['.repeat(10_000) }),
  'with a prototype': (whole) => ({ payload: whole.replace(/^\{/, '{"__proto__":{"isAdmin":true},') }),
  'as plain text': (whole) => ({ type: 'text/plain', payload: whole }),
  'as a form': () => ({ type: 'application/x-www-form-urlencoded', payload: 'text=1&place[lat]=1' }),
  'as XML': () => ({
    type: 'application/xml',
    payload: '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
  }),
  'as a multipart form': () => ({ type: 'multipart/form-data; boundary=x', payload: '--x\r\n\r\n--x--' }),
  'of a type nobody knows': (whole) => ({ type: 'application/json; charset=koi8-r; q="', payload: whole }),
};
export const spoilNames: readonly string[] = Object.keys(wholeSpoils);

/** The body spoilt in the ways named, and the request without its mark. */
function spoilWhole(route: Route, base: InjectOptions, names: readonly string[]): Trial[] {
  if (base.payload === undefined) return [];
  const { 'x-otklik': _, ...unmarked } = base.headers as Record<string, string>;
  const spoilt = names.map((name): [string, InjectOptions] => {
    const { type = 'application/json', payload } = wholeSpoils[name]!(String(base.payload));
    return [name, { ...base, headers: { ...base.headers, 'content-type': type }, payload }];
  });
  const trials = [...spoilt, ['without the mark of our page', { ...base, headers: unmarked }] as const];
  return trials.map(([name, request]) => ({ name: `${route.id} body: ${name}`, request }));
}
