import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { RawReply, RouteHandler } from '../module/module.ts';
import type { Services } from '../module/unit-of-work.ts';
import { callerFinder } from './caller-address.ts';
import { type RequestHead, readBody, readHead } from './raw-head.ts';

/** Answers a request of an address, or rejects: then `node:http` answers it. */
export type AnswerRaw = (head: RequestHead, body: string, peer: string) => Promise<RawReply>;

export interface RawDoor {
  /** Takes no more requests: idle connections end now, busy ones after their reply. */
  close: () => void;
}

/**
 * A narrow way past `node:http` for requests that come in floods. One that lies whole in one packet, in the plainest form
 * HTTP has (`raw-head.ts`), is answered right on its socket. A connection that brings anything else is given to
 * `node:http` for good, with all that was read of it; so is a request that is refused or fails, to be answered there as
 * any other. What answers must be safe to run twice.
 *
 * Where a request ends is never a guess: one `content-length`, nothing behind the body, and nothing more is read until
 * it is answered (decision 0017).
 */
export function openRawDoor(server: Server, answer: AnswerRaw): RawDoor {
  const accept = server.listeners('connection').at(-1) as (this: Server, socket: Socket) => void;
  server.removeListener('connection', accept);
  const idle = new Set<() => void>();
  const date = createDate();
  let isClosing = false;

  function describe({ body, contentType, headers = '' }: RawReply, length: number): string {
    return (
      `HTTP/1.1 200 OK\r\nx-content-type-options: nosniff\r\n${headers}cache-control: no-store\r\ncontent-type: ${contentType}\r\n` +
      `content-length: ${length}\r\nDate: ${date()}\r\n` +
      `Connection: ${isClosing ? 'close' : 'keep-alive'}\r\n\r\n${body}`
    );
  }

  server.on('connection', (socket: Socket) => {
    let last: RequestHead | null = null;
    const peer = socket.remoteAddress ?? '';
    const end = () => void socket.end();
    const drop = () => void socket.destroy();
    const forget = () => void idle.delete(end);

    function onData(chunk: Buffer): void {
      // While a request is under way nothing is read: neither what the sender runs ahead with nor its end.
      socket.pause();
      forget();
      const head = readHead(chunk, last);
      const body = head && readBody(chunk, head);
      if (!head || body === null || isClosing || socket.writableNeedDrain) {
        handOver(chunk);
        return;
      }
      last = head;
      answer(head, body, peer).then(reply, () => handOver(chunk));
    }

    function reply(answered: RawReply): void {
      const length = Buffer.byteLength(answered.body);
      // Headers are ASCII; a body of as many bytes as characters is too.
      socket.write(describe(answered, length), length === answered.body.length ? 'latin1' : 'utf8');
      if (isClosing) end();
      else idle.add(end);
      socket.resume();
    }

    function handOver(chunk: Buffer): void {
      if (socket.destroyed) return;
      socket.off('data', onData).off('end', end).off('timeout', drop).off('error', drop).off('close', forget);
      socket.setTimeout(0);
      socket.unshift(chunk);
      accept.call(server, socket);
      socket.resume();
    }

    idle.add(end);
    socket.on('data', onData).on('end', end).on('timeout', drop).on('error', drop).on('close', forget);
    socket.setTimeout(server.keepAliveTimeout);
  });

  return {
    close() {
      isClosing = true;
      for (const leave of idle) leave();
    },
  };
}

/** Answers by the raw routes of the contract; a path of none of them goes to `otherwise`. */
export function answerRawRoutes(
  services: Services,
  routes: readonly RouteHandler[],
  otherwise: AnswerRaw,
): AnswerRaw {
  const ways = routes.flatMap(({ route, raw }) =>
    raw && route.method === 'POST' ? [{ match: matcherOf(route.path), raw }] : [],
  );
  const findIp = callerFinder(services.config);
  return async (head, body, peer) => {
    const { path, headers } = head;
    for (const { match, raw } of ways) {
      const params = match(path);
      if (params) return raw(services, { params, headers, body, findIp: () => findIp(headers, peer) });
    }
    return otherwise(head, body, peer);
  };
}

/** Parameters of a path by a route's pattern, or null. */
function matcherOf(pattern: string): (path: string) => Record<string, string> | null {
  const names = [...pattern.matchAll(/:(\w+)/g)].map(([, name]) => name!);
  const shape = new RegExp(`^${pattern.replaceAll(/:\w+/g, '([\\w.~-]{1,200})')}$`);
  return (path) => {
    const found = shape.exec(path);
    return found && Object.fromEntries(names.map((name, at) => [name, found[at + 1]!]));
  };
}

/** The Date header, made once a second. */
function createDate(): () => string {
  let second = 0;
  let text = '';
  return () => {
    const now = Math.floor(Date.now() / 1000);
    if (now !== second) {
      second = now;
      text = new Date(now * 1000).toUTCString();
    }
    return text;
  };
}
