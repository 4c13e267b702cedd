import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A language model on the loopback, OpenAI's way, with GigaChat's OAuth before it. */
export interface ModelServer {
  url: string;
  calls: { path: string; headers: IncomingHttpHeaders; body: string }[];
  mood: 'answer' | 'busy' | 'broken' | 'refused' | 'nonsense' | 'empty' | 'silent';
  /** Every token given so far is refused. */
  forgetTokens: () => void;
  close: () => Promise<void>;
}

const moods: Partial<Record<ModelServer['mood'], { status: number; body: string }>> = {
  busy: { status: 429, body: '{"error":"rate limit"}' },
  broken: { status: 500, body: 'oops' },
  refused: { status: 401, body: '{"error":"bad key"}' },
  nonsense: { status: 200, body: '<html>не модель</html>' },
  empty: { status: 200, body: '{"choices":[{"message":{"content":"  "}}]}' },
};
const answer = {
  status: 200,
  body: '{"choices":[{"message":{"role":"assistant","content":"Краткий текст."}}]}',
};

export async function startModelServer(): Promise<ModelServer> {
  let given = 0;
  const tokens = new Set<string>();
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (part: string) => {
      body += part;
    });
    request.on('end', () => {
      const path = request.url ?? '';
      state.calls.push({ path, headers: request.headers, body });
      if (state.mood === 'silent') return;
      const reply = (status: number, text: string) =>
        response.writeHead(status, { 'content-type': 'application/json', 'retry-after': '7' }).end(text);
      if (path === '/oauth') {
        given += 1;
        tokens.add(`Bearer token-${given}`);
        return reply(
          200,
          JSON.stringify({ access_token: `token-${given}`, expires_at: Date.now() + 1_800_000 }),
        );
      }
      if (path.startsWith('/api/') && !tokens.has(request.headers.authorization ?? ''))
        return reply(401, '{}');
      const { status, body: text } = moods[state.mood] ?? answer;
      return reply(status, text);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', () => done()));
  const state: ModelServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls: [],
    mood: 'answer',
    forgetTokens: () => tokens.clear(),
    close: () => {
      server.closeAllConnections();
      return new Promise((done) => server.close(() => done()));
    },
  };
  return state;
}
