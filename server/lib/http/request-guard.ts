import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { itemAt } from '../../../shared/lists.ts';
import { AppError } from '../errors.ts';
import { answerBare, refuseConnection } from './socket-errors.ts';

/** A body that is no file arrives within this, ms; a file brings at least `LEAST_PROGRESS` bytes in it. */
export const BODY_TIME = 30_000;
const LEAST_PROGRESS = 16 * 1024;
/** Connections of one address at once; what stands behind a trusted proxy comes as the proxy's. */
export const MOST_CONNECTIONS = 256;
/** Bytes of a refused body that are read to nowhere, so that the sender hears why, and for how long, ms. A longer one hears it at once. */
const MOST_DRAINED = 64 * 1024 * 1024;
const DRAIN_TIME = 60_000;

export interface GuardOptions {
  /** Whether an address is a proxy whose word counts. */
  isTrusted: (address: string) => boolean;
  bodyTime?: number;
  mostConnections?: number;
}

/** What keeps a single sender from holding the server: slow bodies, piles of connections, heads that say two things. */
export function guardRequests(app: FastifyInstance, options: GuardOptions): void {
  capConnections(app.server, options);
  app.server.on('checkExpectation', (_request: IncomingMessage, response: ServerResponse) => {
    answerBare(response.socket as Socket, 417);
  });
  app.addHook('onRequest', async (request) => {
    requireOneHost(request);
    watchBody(request, options.bodyTime ?? BODY_TIME);
  });
}

/** RFC 9112, 3.2: more than one Host, or none, is refused. */
function requireOneHost({ raw }: FastifyRequest): void {
  let hosts = 0;
  for (let at = 0; at < raw.rawHeaders.length; at += 2)
    if (itemAt(raw.rawHeaders, at).length === 4 && itemAt(raw.rawHeaders, at).toLowerCase() === 'host')
      hosts += 1;
  if (hosts === 1 || (hosts === 0 && raw.httpVersion === '1.0')) return;
  throw new AppError(
    'lib.bad-input',
    'Запрос составлен не по правилам HTTP: адрес сайта назван не один раз.',
  );
}

/** Bodies that are read to nowhere: of them too only progress is asked. */
const refused = new WeakSet<IncomingMessage>();

const isFile = ({ headers }: IncomingMessage): boolean =>
  String(headers['content-type'] ?? '').startsWith('multipart/form-data');

/** Cuts a body that does not come: all of it in time, or a file that stands still. */
function watchBody({ raw }: FastifyRequest, time: number): void {
  // An injected request has no connection: nothing trickles, and there is nothing to cut.
  if (!(raw.socket instanceof Socket)) return;
  if (raw.headers['content-length'] === undefined && raw.headers['transfer-encoding'] === undefined) return;
  if (raw.headers['content-length'] === '0') return;
  let seen = raw.socket.bytesRead ?? 0;
  const timer = setInterval(() => {
    if (raw.complete || raw.readableEnded || raw.destroyed) return clearInterval(timer);
    const came = raw.socket.bytesRead - seen;
    seen = raw.socket.bytesRead;
    if ((isFile(raw) || refused.has(raw)) && came >= LEAST_PROGRESS) return;
    clearInterval(timer);
    refuseConnection(Object.assign(new Error('slow body'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' }), raw.socket);
  }, time);
  timer.unref();
  // Whatever ends first: a request that is over must not be held until the next look.
  const stop = () => clearInterval(timer);
  raw.once('end', stop).once('close', stop).once('error', stop);
}

function capConnections(
  server: Server,
  { isTrusted, mostConnections = MOST_CONNECTIONS }: GuardOptions,
): void {
  const open = new Map<string, number>();
  server.prependListener('connection', (socket: Socket) => {
    const address = socket.remoteAddress ?? '';
    if (isTrusted(address)) return;
    const count = (open.get(address) ?? 0) + 1;
    open.set(address, count);
    socket.once('close', () => {
      const left = (open.get(address) ?? 1) - 1;
      if (left === 0) open.delete(address);
      else open.set(address, left);
    });
    if (count > mostConnections) socket.destroy();
  });
}

/** Lets the rest of a refused body through to nowhere: a sender who still sends would hear a broken connection, not why. */
export function drainBody(raw: IncomingMessage): Promise<void> {
  if (raw.complete || raw.readableEnded || raw.destroyed) return Promise.resolve();
  if (raw.headers['content-length'] === undefined) return Promise.resolve();
  if (Number(raw.headers['content-length']) > MOST_DRAINED) return Promise.resolve();
  refused.add(raw);
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, DRAIN_TIME);
    const done = () => {
      clearTimeout(timer);
      resolve();
    };
    raw.once('end', done).once('close', done).once('error', done);
    raw.unpipe();
    raw.resume();
  });
}
