import { connect, type Socket } from 'node:net';

/** A closed-loop HTTP/1.1 load: `connections` keep-alive sockets, one request under way on each. Loopback only. */
export interface LoadOptions {
  port: number;
  connections: number;
  /** Requests in all; the loop ends by itself. */
  requests: number;
  /** Stop earlier, once so many seconds have passed. */
  seconds?: number;
  /** Whole request as bytes; called for each. */
  makeRequest: (index: number) => Buffer | string;
}

export interface LoadResult {
  requests: number;
  seconds: number;
  perSecond: number;
  /** Milliseconds. */
  p50: number;
  p95: number;
  p99: number;
  /** Replies by status. */
  statuses: Record<string, number>;
}

/** One POST with a JSON body. */
export function makePost(path: string, body: string, headers: Record<string, string> = {}): string {
  const extra = Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('');
  return `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\nx-otklik: 1\r\n${extra}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

const HEAD_END = Buffer.from('\r\n\r\n');

/** Runs the load to its end; rejects when a connection breaks. */
export async function runLoad(options: LoadOptions): Promise<LoadResult> {
  const latencies = new Float64Array(options.requests);
  const statuses: Record<string, number> = {};
  let next = 0;
  let done = 0;
  const started = performance.now();
  const endsAt = started + (options.seconds ?? Number.POSITIVE_INFINITY) * 1000;
  await Promise.all(
    Array.from({ length: Math.min(options.connections, options.requests) }, () =>
      runConnection(options, {
        take: () => (next < options.requests && performance.now() < endsAt ? next++ : -1),
        finish: (ms, status) => {
          latencies[done++] = ms;
          statuses[status] = (statuses[status] ?? 0) + 1;
        },
      }),
    ),
  );
  const seconds = (performance.now() - started) / 1000;
  const sorted = latencies.subarray(0, done).sort();
  const at = (share: number): number => sorted[Math.min(done - 1, Math.floor(done * share))] ?? 0;
  return {
    requests: done,
    seconds,
    perSecond: done / seconds,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    statuses,
  };
}

interface Course {
  take: () => number;
  finish: (ms: number, status: string) => void;
}

/** One request after another on one socket; opened anew after a reply that says `connection: close`. */
function runConnection(options: LoadOptions, course: Course): Promise<void> {
  return new Promise((resolve, reject) => {
    let socket: Socket;
    let sentAt = 0;
    let isWaiting = false;
    let received: Buffer = Buffer.alloc(0);
    const send = (): void => {
      const index = course.take();
      if (index < 0) {
        socket.end();
        resolve();
        return;
      }
      sentAt = performance.now();
      isWaiting = true;
      socket.write(options.makeRequest(index));
    };
    const open = (): void => {
      const own = connect(options.port, '127.0.0.1');
      socket = own;
      socket.setNoDelay(true);
      socket.on('connect', send);
      socket.on('error', reject);
      socket.on('end', () => {
        if (isWaiting && own === socket) reject(new Error('Сервер закрыл соединение, не ответив'));
      });
      socket.on('data', take);
    };
    const take = (chunk: Buffer): void => {
      received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
      const end = received.indexOf(HEAD_END);
      if (end < 0) return;
      const head = received.toString('latin1', 0, end);
      const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
      if (received.length < end + 4 + length) return;
      course.finish(performance.now() - sentAt, head.slice(9, 12));
      isWaiting = false;
      received = Buffer.alloc(0);
      if (/\r\nconnection: close/i.test(head)) {
        socket.end();
        open();
      } else send();
    };
    open();
  });
}
