import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** Characters of a page that goes as it is. */
const SHORT = 4096;
const params = { [constants.BROTLI_PARAM_QUALITY]: 4 };

/**
 * Sends a page as small as its reader takes it: a page answers no route of its own, so that the replies' packing does not
 * see it. Only for pages of nobody: how well a person's page packs would tell of what is in it.
 */
export async function sendPacked(
  request: FastifyRequest,
  reply: FastifyReply,
  document: string,
): Promise<FastifyReply> {
  const accepted = String(request.headers['accept-encoding'] ?? '');
  reply.header('vary', 'cookie, accept-encoding');
  const name = ['br', 'gzip'].find((one) =>
    new RegExp(`\\b${one}\\b(?!\\s*;\\s*q=0(?:\\.0*)?(?:,|$))`, 'u').test(accepted),
  );
  if (!name || document.length < SHORT) return reply.send(document);
  const packed = name === 'br' ? await brotli(document, { params }) : await zip(document);
  return reply.header('content-encoding', name).send(packed);
}
