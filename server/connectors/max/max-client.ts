import type { z } from 'zod';
import { NetworkFailure, type PageAccess } from '../../base/networks/index.ts';
import { askNetwork, failByStatus, type NetworkCall, parseJson, readAnswer } from '../kit/ask-network.ts';
import { createPace } from '../kit/pace.ts';
import type { ConnectorTuning } from '../kit/tuning.ts';
import { maxError } from './max-shapes.ts';

/** Requests a second of one bot (dev.max.ru). */
const PER_SECOND = 30;

interface MaxRequest {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  query?: Readonly<Record<string, string | number>>;
  body?: unknown;
  isSpeech?: boolean;
}

export interface MaxClient {
  /** Asks `path` of the bot's own address; the token goes in its header alone. Throws `NetworkFailure`. */
  ask: <T extends z.ZodType>(
    access: PageAccess,
    path: string,
    schema: T,
    request?: MaxRequest,
  ) => Promise<z.output<T>>;
}

export function createMaxClient({ clock, timeout, limit }: ConnectorTuning): MaxClient {
  const pace = createPace(clock);
  return {
    async ask(access, path, schema, { method = 'GET', query = {}, body, isSpeech = false } = {}) {
      const call: NetworkCall = { network: 'MAX', isSpeech };
      const token = access.keys.token ?? '';
      if (!token) throw new NetworkFailure('key', 'MAX: нужен ключ бота');
      await pace.enter('MAX', token, PER_SECOND);
      const url = new URL(path, access.baseUrl || 'https://platform-api2.max.ru');
      for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
      const reply = await askNetwork(call, url.href, access, {
        method,
        timeout,
        limit,
        headers: {
          authorization: token,
          ...(body !== undefined && { 'content-type': 'application/json; charset=utf-8' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      if (reply.status !== 200) throw explainMaxError(call, reply);
      return readAnswer(call, reply.text, schema);
    },
  };
}

/** By its status; a code of the network that says more goes before. */
function explainMaxError(call: NetworkCall, reply: Parameters<typeof failByStatus>[1]): NetworkFailure {
  const code = maxError.safeParse(parseJson(reply.text)).data?.code ?? '';
  const words = /^[\w.-]{1,60}$/u.test(code) ? code : '';
  // What was attached is not ready yet: nothing was said.
  if (code === 'attachment.not.ready') return new NetworkFailure('later', `MAX: ${code}`, 5000);
  if (reply.status === 400 && /not\.found$/u.test(code)) return new NetworkFailure('missing', `MAX: ${code}`);
  return failByStatus(call, reply, words);
}
