import { Agent, request } from 'node:http';
import { DEMO_PASSWORD } from '../../server/base/identity/people/demo-people.ts';

/** One person at a screen: a kept connection, a session, one request at a time. */
export interface Client {
  get: <T>(path: string) => Promise<Timed<T>>;
  post: <T>(path: string, body: object) => Promise<Timed<T>>;
  /** The session's cookie, for a browser. */
  cookie: () => string;
  close: () => void;
}

export interface Timed<T> {
  body: T;
  /** From the first byte sent to the last one received. */
  ms: number;
}

/** Signs in as the demo's holder of a role. */
export async function signIn(port: number, role: string): Promise<Client> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  let cookie = '';
  function send<T>(method: string, path: string, body?: object): Promise<Timed<T>> {
    const payload = body && JSON.stringify(body);
    const headers = {
      'x-otklik': '1',
      cookie,
      ...(payload && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) }),
    };
    return new Promise((resolve, reject) => {
      const started = performance.now();
      const outgoing = request({ port, host: '127.0.0.1', method, path, headers, agent }, (reply) => {
        const chunks: Buffer[] = [];
        reply.on('data', (chunk: Buffer) => chunks.push(chunk));
        reply.on('end', () => {
          const ms = performance.now() - started;
          const text = Buffer.concat(chunks).toString();
          if (reply.statusCode !== 200)
            return reject(new Error(`${method} ${path}: ${reply.statusCode} ${text}`));
          const given = reply.headers['set-cookie'];
          if (given) cookie = given.map((header) => header.split(';')[0]).join('; ');
          resolve({ body: JSON.parse(text) as T, ms });
        });
        reply.on('error', reject);
      });
      outgoing.on('error', reject);
      outgoing.end(payload);
    });
  }
  await send('POST', '/api/session/password', { email: `${role}@demo.invalid`, password: DEMO_PASSWORD });
  return {
    get: (path) => send('GET', path),
    post: (path, body) => send('POST', path, body),
    cookie: () => cookie,
    close: () => agent.destroy(),
  };
}
