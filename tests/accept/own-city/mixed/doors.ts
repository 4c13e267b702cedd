import { setTimeout as sleep } from 'node:timers/promises';
import { DEMO_PASSWORD } from '../../../../server/base/identity/people/demo-people.ts';
import type { Random } from '../../../law/random.ts';

/** All that is asked of the city goes through here and is counted by what came of it. */

export interface Tally {
  requests: number;
  byStatus: Map<number, number>;
  /** Failures of the server that are not 503, and those of 503 that do not say when to come again. */
  wrong: string[];
  /** No answer at all: the connection was cut or refused. */
  cut: number;
  /** Asked, taken, and not answered within the patience. */
  silent: string[];
}

/** What came back; null = nothing did. */
export interface Answer {
  status: number;
  body: Buffer;
  headers: Headers;
}

export interface Doors {
  tally: Tally;
  /** Asks one of the webs, any. */
  ask: (path: string, init?: RequestInit) => Promise<Answer | null>;
  /** JSON of an answer; null where there is none of success. */
  json: <T>(path: string, init?: RequestInit) => Promise<T | null>;
}

/** As long as a person waits for a large file on a busy machine. */
const PATIENCE_MS = 60_000;

const isSilence = (error: unknown): boolean => error instanceof DOMException && error.name === 'TimeoutError';

export function openDoors(ports: readonly number[], random: Random): Doors {
  const tally: Tally = { requests: 0, byStatus: new Map(), wrong: [], cut: 0, silent: [] };
  const note = (path: string, { status, body, headers }: Answer): void => {
    tally.requests += 1;
    tally.byStatus.set(status, (tally.byStatus.get(status) ?? 0) + 1);
    if (status < 500) return;
    if (status !== 503) tally.wrong.push(`${path}: ${status} ${body.toString().slice(0, 300)}`);
    else if (!headers.get('retry-after'))
      tally.wrong.push(`${path}: 503 без Retry-After ${body.toString().slice(0, 300)}`);
  };
  const ask: Doors['ask'] = async (path, init = {}) => {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    try {
      const reply = await fetch(
        `http://127.0.0.1:${random.pick(ports)}${path}`,
        Object.assign({ signal }, init),
      );
      const answer = {
        status: reply.status,
        headers: reply.headers,
        body: Buffer.from(await reply.arrayBuffer()),
      };
      note(path, answer);
      return answer;
    } catch (error) {
      if (isSilence(error)) tally.silent.push(path);
      else tally.cut += 1;
      return null;
    }
  };
  return {
    tally,
    ask,
    async json<T>(path: string, init?: RequestInit) {
      const answer = await ask(path, init);
      return answer && answer.status === 200 ? (JSON.parse(answer.body.toString()) as T) : null;
    },
  };
}

export const posting = (body: unknown, cookie = '', method = 'POST'): RequestInit => ({
  method,
  headers: { 'content-type': 'application/json', 'x-otklik': '1', cookie },
  body: JSON.stringify(body),
});

/** A person of the staff at a screen: signs in again where the session is over. */
export interface Seat {
  ask: (path: string) => Promise<Answer | null>;
  send: (path: string, body: unknown) => Promise<Answer | null>;
  put: (path: string, body: unknown) => Promise<Answer | null>;
}

async function signIn(doors: Doors, who: string, isOver: () => boolean): Promise<string> {
  for (;;) {
    const answer = await doors.ask(
      '/api/session/password',
      posting({ email: `${who}@demo.invalid`, password: DEMO_PASSWORD }),
    );
    if (answer?.status === 200)
      return answer.headers
        .getSetCookie()
        .map((one) => one.split(';')[0])
        .join('; ');
    if (answer && answer.status < 500 && answer.status !== 429)
      throw new Error(`Вход ${who}: ${answer.status} ${answer.body.toString()}`);
    if (isOver()) return '';
    await sleep(500);
  }
}

export function takeSeat(doors: Doors, who: string, isOver: () => boolean): Seat {
  let cookie: string | null = null;
  const signed = async (act: (cookie: string) => Promise<Answer | null>): Promise<Answer | null> => {
    cookie ??= await signIn(doors, who, isOver);
    const answer = await act(cookie);
    if (answer?.status === 401) cookie = null;
    return answer;
  };
  return {
    ask: (path) => signed((as) => doors.ask(path, { headers: { cookie: as } })),
    send: (path, body) => signed((as) => doors.ask(path, posting(body, as))),
    put: (path, body) => signed((as) => doors.ask(path, posting(body, as, 'PUT'))),
  };
}
