import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A mail server on the loopback that does with each letter what it is told. */
export interface MailServer {
  port: number;
  letters: { to: string; source: string }[];
  /** What it answers: takes it, a passing or a final refusal, silence. */
  mood: 'accept' | 'later' | 'never' | 'silent';
  close: () => Promise<void>;
}

export async function startMailServer(): Promise<MailServer> {
  const state: MailServer = { port: 0, letters: [], mood: 'accept', close: async () => {} };
  const refuse = (code: number, words: string) => Object.assign(new Error(words), { responseCode: code });
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    logger: false,
    onAuth: ({ username, password }, _session, done) =>
      username === 'otklik' && password === 'почтовый-пароль'
        ? done(null, { user: username })
        : done(refuse(535, 'no such user')),
    onData: (stream, session, done) => {
      let source = '';
      stream.on('data', (part: Buffer) => {
        source += part.toString('utf8');
      });
      stream.on('end', () => {
        if (state.mood === 'later') return done(refuse(451, 'greylisted'));
        if (state.mood === 'never') return done(refuse(550, 'no such mailbox'));
        if (state.mood === 'silent') return;
        state.letters.push({ to: session.envelope.rcptTo[0]?.address ?? '', source });
        done();
      });
    },
  });
  // Whoever spoke to it may be killed in the middle of a word.
  server.on('error', () => {});
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', () => done()));
  state.port = (server.server.address() as AddressInfo).port;
  state.close = () => new Promise((done) => server.close(() => done()));
  return state;
}

/** An HTTP service on the loopback: an SMS gateway, MAX, a push service. */
export interface HttpService {
  url: string;
  calls: { method: string; path: string; headers: IncomingHttpHeaders; body: Buffer }[];
  answer: { status: number; body?: string; headers?: Record<string, string> };
  /** Done when a request has come whole, before it is answered. */
  onCall: (() => void) | null;
  close: () => Promise<void>;
}

export async function startHttpService(): Promise<HttpService> {
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { method = '', url: path = '', headers } = request;
      state.calls.push({ method, path, headers, body: Buffer.concat(parts) });
      state.onCall?.();
      const { status, body = '', headers: more = {} } = state.answer;
      response.writeHead(status, more).end(body);
    });
  });
  const state: HttpService = {
    url: '',
    calls: [],
    answer: { status: 200 },
    onCall: null,
    close: () => new Promise((done) => server.close(() => done())),
  };
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  state.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return state;
}
