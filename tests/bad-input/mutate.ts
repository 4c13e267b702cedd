import type { InjectOptions } from 'fastify';
import type { Route } from '../../shared/contract/route.ts';
import { type Naughty, naughty } from './naughty.ts';
import type { Sample } from './sample.ts';

/** One generated request. */
export interface Trial {
  /** Says what was wrong with it, for the report of a failure. */
  name: string;
  request: InjectOptions;
}

type Part = 'params' | 'query' | 'body';

interface Leaf {
  part: Part;
  /** Keys from the top of the part. */
  path: (string | number)[];
}

function listLeaves(part: Part, value: unknown, path: Leaf['path'] = []): Leaf[] {
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
 * Every field with `share` of the naughty values in turn (1 = all), left out and given twice; then the whole body spoilt.
 * @param fresh a new sample for each request: keys that may be used once differ.
 */
export function listTrials(
  route: Route,
  fresh: () => Sample,
  headers: Record<string, string>,
  share: number,
): Trial[] {
  const first = fresh();
  const leaves = (['params', 'query', 'body'] as const).flatMap((part) => listLeaves(part, first[part]));
  let turn = hashOf(route.id);
  const trials = leaves.flatMap((leaf) => {
    const chosen = naughty.filter((value) => {
      const fits = leaf.part === 'body' ? value.json !== undefined : value.url !== undefined;
      if (!fits) return false;
      turn += share;
      return Math.floor(turn) > Math.floor(turn - share);
    });
    const put = chosen.map((value) => ({
      name: value.name,
      request: putValue(route, fresh(), headers, leaf, value),
    }));
    return [...put, ...spoilField(route, fresh, headers, leaf)].map(({ name, request }) => ({
      name: `${route.id} ${leaf.part}.${leaf.path.join('.')}: ${name}`,
      request,
    }));
  });
  return [...trials, ...spoilWhole(route, toRequest(route, fresh(), headers))];
}

const hashOf = (text: string): number =>
  [...text].reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) % 997, 7) / 997;

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
  const name = `${JSON.stringify(key)}:`;
  const doubled = spoil('given twice', (_, body) => ({
    payload: JSON.stringify(body).replace(name, () => `${name}[{}],${name}`),
  }));
  return path.length === 1 ? [leftOut, doubled] : [leftOut];
}

/** The body as a whole: of another kind, broken, nested, too large; the request without its mark. */
function spoilWhole(route: Route, base: InjectOptions): Trial[] {
  if (base.payload === undefined) return [];
  const typed = (type: string, payload: string | Buffer) => ({
    ...base,
    headers: { ...base.headers, 'content-type': type },
    payload,
  });
  const json = (payload: string | Buffer) => typed('application/json', payload);
  const { 'x-otklik': _, ...unmarked } = base.headers as Record<string, string>;
  const whole = String(base.payload);
  const trials: [string, InjectOptions][] = [
    ['empty', json('')],
    ['null', json('null')],
    ['a list', json('[]')],
    ['text', json('"текст"')],
    ['a number', json('1')],
    ['cut in the middle', json(whole.slice(0, Math.ceil(whole.length / 2)))],
    ['with a comma too many', json(whole.replace(/\}$/, ',}'))],
    ['with comments', json(`/* x */ ${whole}`)],
    ['after a byte order mark', json(`\uFEFF${whole}`)],
    ['in UTF-16', json(Buffer.from(whole, 'utf16le'))],
    ['10,000 levels deep', json(`${'[{"a":'.repeat(10_000)}1${'}]'.repeat(10_000)}`)],
    ['cut at 10,000 levels', json('['.repeat(10_000))],
    ['with a prototype', json(whole.replace(/^\{/, '{"__proto__":{"isAdmin":true},'))],
    ['as plain text', typed('text/plain', whole)],
    ['as a form', typed('application/x-www-form-urlencoded', 'text=1&place[lat]=1')],
    ['as XML', typed('application/xml', '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>')],
    ['as a multipart form', typed('multipart/form-data; boundary=x', '--x\r\n\r\n--x--')],
    ['of a type nobody knows', typed('application/json; charset=koi8-r; q="', whole)],
    ['without the mark of our page', { ...base, headers: unmarked }],
  ];
  return trials.map(([name, request]) => ({ name: `${route.id} body: ${name}`, request }));
}
