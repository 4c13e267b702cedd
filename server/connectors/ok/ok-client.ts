import { z } from 'zod';
import { NetworkFailure, type PageAccess } from '../../base/networks/index.ts';
import { askNetwork, failByStatus, type NetworkCall, parseJson, readForm } from '../kit/ask-network.ts';
import { createPace } from '../kit/pace.ts';
import type { ConnectorTuning } from '../kit/tuning.ts';
import { explainOkError } from './ok-errors.ts';
import { secretOfOkSession, signOkCall } from './ok-sign.ts';

/** The network names no number of requests a second: as many as it has not been seen to refuse. */
const PER_SECOND = 5;

const refusal = z.object({ error_code: z.number() });

interface GraphRequest {
  query?: Readonly<Record<string, string>>;
  /** Sent as JSON by POST; a question where it is left out. */
  body?: unknown;
  isSpeech?: boolean;
}

export interface OkClient {
  /** Calls a method of the REST API by the administrator's session. Throws `NetworkFailure`. */
  call: <T extends z.ZodType>(
    access: PageAccess,
    method: string,
    params: Readonly<Record<string, string>>,
    schema: T,
    isSpeech?: boolean,
  ) => Promise<z.output<T>>;
  /** Asks the API of group messages by the group's own token. */
  graph: <T extends z.ZodType>(
    access: PageAccess,
    path: string,
    schema: T,
    request?: GraphRequest,
  ) => Promise<z.output<T>>;
}

export function createOkClient({ clock, timeout, limit }: ConnectorTuning): OkClient {
  const pace = createPace(clock);

  async function ask<T extends z.ZodType>(
    call: NetworkCall,
    access: PageAccess,
    address: string,
    schema: T,
    sent: { type: string; body: string } | null,
  ): Promise<z.output<T>> {
    const reply = await askNetwork(call, address, access, {
      method: sent ? 'POST' : 'GET',
      timeout,
      limit,
      ...(sent && { headers: { 'content-type': `${sent.type}; charset=utf-8` }, body: sent.body }),
    });
    const said = parseJson(reply.text);
    const refused = refusal.safeParse(said).data;
    if (refused) throw explainOkError(refused.error_code, call.isSpeech);
    if (reply.status !== 200) throw failByStatus(call, reply);
    return readForm(call, said, schema);
  }

  return {
    async call(access, method, params, schema, isSpeech = false) {
      const { token = '', applicationKey = '', applicationSecret = '' } = access.keys;
      if (!token || !applicationKey || !applicationSecret)
        throw new NetworkFailure('key', 'Одноклассники: нужны ключи приложения и ключ администратора');
      await pace.enter('Одноклассники', token, PER_SECOND);
      const all = { ...params, application_key: applicationKey, format: 'json', method };
      const sig = signOkCall(all, secretOfOkSession(token, applicationSecret));
      const body = new URLSearchParams({ ...all, access_token: token, sig }).toString();
      const address = `${access.baseUrl || 'https://api.ok.ru'}/fb.do`;
      const call = { network: 'Одноклассники', isSpeech };
      return ask(call, access, address, schema, { type: 'application/x-www-form-urlencoded', body });
    },
    async graph(access, path, schema, { query = {}, body, isSpeech = false } = {}) {
      const token = access.keys.groupToken ?? '';
      if (!token) throw new NetworkFailure('key', 'Одноклассники: нужен ключ сообщений группы');
      await pace.enter('Одноклассники', token, PER_SECOND);
      const url = new URL(`/graph/${path}`, access.baseUrl || 'https://api.ok.ru');
      for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
      url.searchParams.set('access_token', token);
      const sent = body === undefined ? null : { type: 'application/json', body: JSON.stringify(body) };
      return ask({ network: 'Одноклассники', isSpeech }, access, url.href, schema, sent);
    },
  };
}
