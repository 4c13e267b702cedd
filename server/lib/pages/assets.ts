import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { builtPages } from './documents.ts';

const types: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  woff2: 'font/woff2',
  webp: 'image/webp',
};

/** Packed by what they are: sent as they lie. */
const isDense = (extension: string): boolean => extension === 'woff2' || extension === 'webp';

/** Ways a script or a style is packed when it is built, the tightest first. */
const packings = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;

/** What only a document or a worker heeds; beside a small script it would be half of what travels. */
const ofDocuments = [
  'content-security-policy',
  'cross-origin-opener-policy',
  'origin-agent-cluster',
  'referrer-policy',
  'x-dns-prefetch-control',
  'x-download-options',
  'x-frame-options',
  'x-permitted-cross-domain-policies',
  'x-xss-protection',
];

/** An address holds one content for ever, so one mark does for all; the name, said again beside each of twenty scripts, would travel too. */
const mark = '"1"';

/**
 * Scripts, styles, fonts and pictures of the pages, each named by the hash of what it holds. A page asks for a dozen or two, so what has
 * been asked for once is kept in memory; one address stands for all, where one for each of hundreds of files took a fifth of a
 * start.
 */
export function addAssets(app: FastifyInstance): void {
  const kept = new Map<string, Buffer>();
  const open = async (file: string): Promise<Buffer | undefined> => {
    const known = kept.get(file);
    if (known) return known;
    const bytes = await readFile(join(builtPages, 'assets', file)).catch(() => undefined);
    if (bytes) kept.set(file, bytes);
    return bytes;
  };
  app.get<{ Params: { name: string } }>(
    '/assets/:name',
    { schema: { hide: true } },
    async (request, reply) => {
      const { name } = request.params;
      const extension = /^[\w-][\w.-]*\.(js|css|woff2|webp)$/u.exec(name)?.[1];
      if (!extension) return reply.callNotFound();
      const accepted = isDense(extension) ? '' : (request.headers['accept-encoding'] ?? '');
      const packing = packings.find(([coding]) => accepts(accepted, coding));
      const bytes = await open(`${name}${packing?.[1] ?? ''}`);
      if (!bytes) return reply.callNotFound();
      describe(reply, name, types[extension]!);
      if (packing) reply.header('content-encoding', packing[0]);
      if (request.headers['if-none-match'] === mark) return reply.code(304).send();
      return reply.send(bytes);
    },
  );
}

/** Whether a browser takes a coding: it is named, and not with the weight of zero. */
const accepts = (header: string, coding: string): boolean =>
  header
    .toLowerCase()
    .split(',')
    .map((one) => one.trim())
    .some((one) => one.split(';')[0] === coding && !/;\s*q=0(?:\.0*)?$/u.test(one));

/** Kept for a year: what changes has another name. A worker's script is a document to itself. */
function describe(reply: FastifyReply, name: string, type: string): void {
  if (!name.includes('worker')) for (const header of ofDocuments) reply.removeHeader(header);
  reply
    .type(type)
    .header('etag', mark)
    .header('vary', 'accept-encoding')
    .header('cache-control', 'public, max-age=31536000, immutable');
}
