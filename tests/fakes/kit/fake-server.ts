import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What goes wrong with a request: before the fake did what it was asked, or after. */
export type FakeFault =
  | { kind: 'status'; status: number; retryAfter?: number; isAfter?: boolean }
  /** The connection ends without a word. */
  | { kind: 'cut'; isAfter?: boolean }
  /** Nothing is ever answered. */
  | { kind: 'silent'; isAfter?: boolean }
  /** Half of the JSON. */
  | { kind: 'broken' }
  | { kind: 'html' }
  /** Megabytes of nothing. */
  | { kind: 'huge'; bytes: number }
  | { kind: 'redirect'; to: string };

export interface FakeRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: string;
  /** As it came: pictures are no text. */
  bytes: Buffer;
}

export interface FakeReply {
  status?: number;
  /** Text as it is, anything else as JSON. */
  body: unknown;
}

export interface FakeServer {
  url: string;
  /** Requests of the network's own paths, in the order they came. */
  calls: FakeRequest[];
  /** The next request of the network's own paths takes the first of them. */
  faults: FakeFault[];
  /** Asked of each request that `faults` has none for: a test draws by chance, or for one kind of request alone. */
  drawFault: ((request: FakeRequest) => FakeFault | undefined) | null;
  /** Answers that the official schema refuses: a test fails where there are any. */
  schemaFaults: string[];
  close: () => Promise<void>;
}

/** A verb of the control API: JSON in, JSON out. It throws what a person reads. */
export type FakeControl = Readonly<Record<string, (input: Record<string, unknown>) => unknown>>;

export interface FakeOptions {
  answer: (request: FakeRequest) => FakeReply;
  control: FakeControl;
  /** 0 = any free one. */
  port?: number;
}

/** A stand-in of a network on the loopback. `POST /_control/<verb>` with JSON does what people do there; `GET /` tells the verbs. */
export async function serveFake({ answer, control, port = 0 }: FakeOptions): Promise<FakeServer> {
  const state: FakeServer = {
    url: '',
    calls: [],
    faults: [],
    drawFault: null,
    schemaFaults: [],
    close: async () => {},
  };
  const server = createServer((incoming, response) => {
    const parts: Buffer[] = [];
    incoming.on('data', (part: Buffer) => parts.push(part));
    incoming.on('end', () => {
      const url = new URL(incoming.url ?? '/', 'http://fake');
      const request: FakeRequest = {
        method: incoming.method ?? 'GET',
        path: url.pathname,
        query: url.searchParams,
        headers: incoming.headers,
        body: Buffer.concat(parts).toString('utf8'),
        bytes: Buffer.concat(parts),
      };
      if (url.pathname === '/') send(response, 200, { verbs: Object.keys(control) });
      else if (url.pathname.startsWith('/_control/')) answerControl(control, request, response);
      else {
        state.calls.push(request);
        try {
          answerWithFault(
            state.faults.shift() ?? state.drawFault?.(request),
            () => answer(request),
            response,
          );
        } catch (error) {
          // A defect of the fake: it fails the test by its name and does not leave it waiting.
          state.schemaFaults.push(String(error));
          send(response, 500, { error: String(error) });
        }
      }
    });
  });
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  state.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  state.close = () => {
    server.closeAllConnections();
    return new Promise((done) => server.close(() => done()));
  };
  return state;
}

function send(response: ServerResponse, status: number, body: unknown, headers = {}): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers }).end(text);
}

function answerControl(control: FakeControl, request: FakeRequest, response: ServerResponse): void {
  const act = control[request.path.slice('/_control/'.length)];
  try {
    if (!act) throw new Error(`Verbs: ${Object.keys(control).join(', ')}`);
    send(response, 200, act(request.body ? JSON.parse(request.body) : {}) ?? { done: true });
  } catch (error) {
    send(response, 400, { error: error instanceof Error ? error.message : String(error) });
  }
}

function answerWithFault(
  fault: FakeFault | undefined,
  answer: () => FakeReply,
  response: ServerResponse,
): void {
  if (!fault) {
    const { status = 200, body } = answer();
    send(response, status, body);
    return;
  }
  if ('isAfter' in fault && fault.isAfter) answer();
  if (fault.kind === 'status') {
    const wait = fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) };
    send(response, fault.status, '{}', wait);
  }
  if (fault.kind === 'cut') response.socket?.destroy();
  if (fault.kind === 'broken') {
    const { body } = answer();
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    send(response, 200, text.slice(0, Math.floor(text.length / 2)));
  }
  if (fault.kind === 'html') {
    answer();
    send(response, 200, '<html><body>Ведутся работы</body></html>');
  }
  if (fault.kind === 'huge') {
    answer();
    send(response, 200, `"${'x'.repeat(fault.bytes)}"`);
  }
  if (fault.kind === 'redirect') send(response, 302, '', { location: fault.to });
}
