import { z } from 'zod';
import { NetworkFailure, type PageAccess } from '../../base/networks/index.ts';
import { askNetwork, failByStatus, type NetworkCall, readAnswer, readForm } from '../kit/ask-network.ts';
import { createPace } from '../kit/pace.ts';
import type { ConnectorTuning } from '../kit/tuning.ts';
import { explainVkError } from './vk-errors.ts';

export type VkToken = 'community' | 'user' | 'service';

/** Requests a second (dev.vk.com): of a service key as many as the smallest application has. */
const perSecond: Readonly<Record<VkToken, number>> = { community: 20, user: 3, service: 5 };

export const tokenTitles: Readonly<Record<VkToken, string>> = {
  community: 'сообщества',
  user: 'администратора',
  service: 'сервисный',
};

interface VkMethod {
  /** Kinds of key that may call it (`access_token_type` of the schema), the one that is asked first in front. */
  tokens: readonly VkToken[];
  isSpeech?: boolean;
}

const vkMethods = {
  'groups.getById': { tokens: ['service', 'user', 'community'] },
  'groups.getLongPollServer': { tokens: ['community', 'user'] },
  'groups.getTokenPermissions': { tokens: ['community'] },
  'messages.getConversations': { tokens: ['community'] },
  'messages.getHistory': { tokens: ['community'] },
  'messages.send': { tokens: ['community'], isSpeech: true },
  'photos.getWallUploadServer': { tokens: ['user'] },
  'photos.saveWallPhoto': { tokens: ['user'] },
  'stats.get': { tokens: ['user'] },
  'users.get': { tokens: ['service', 'community', 'user'] },
  'wall.createComment': { tokens: ['community', 'user'], isSpeech: true },
  'wall.delete': { tokens: ['user'], isSpeech: true },
  'wall.deleteComment': { tokens: ['user'], isSpeech: true },
  'wall.edit': { tokens: ['user'], isSpeech: true },
  'wall.get': { tokens: ['service', 'user'] },
  'wall.getById': { tokens: ['service', 'user'] },
  'wall.post': { tokens: ['user'], isSpeech: true },
  'wall.restoreComment': { tokens: ['user'], isSpeech: true },
  'wall.getComments': { tokens: ['service', 'user'] },
} as const satisfies Record<string, VkMethod>;
export type VkMethodName = keyof typeof vkMethods;

export type VkParams = Readonly<Record<string, string | number>>;

export interface VkClient {
  /** Calls a method by the first key that may; where reading is refused to it, by the next. Throws `NetworkFailure`. */
  call: <T extends z.ZodType>(
    access: PageAccess,
    method: VkMethodName,
    params: VkParams,
    schema: T,
    only?: VkToken,
  ) => Promise<z.output<T>>;
  /** Asks a server the network named (Long Poll). */
  ask: <T extends z.ZodType>(access: PageAccess, address: string, schema: T) => Promise<z.output<T>>;
}

const answer = z.union([
  z.object({ error: z.object({ error_code: z.number() }) }),
  z.object({ response: z.unknown() }),
]);

const TOO_MANY = 6;

/** The number of the community, however it was written. */
export const groupIdOf = ({ pageId }: PageAccess): number => Number(/\d+$/u.exec(pageId)?.[0] ?? 0);

type CallBy = (
  access: PageAccess,
  token: VkToken,
  name: VkMethodName,
  params: VkParams,
  isAgain?: boolean,
) => Promise<unknown>;

/** One call by one key, at the pace the network gives it. */
function createCaller({ clock, timeout, limit }: ConnectorTuning): CallBy {
  const pace = createPace(clock);
  return async function callBy(
    access: PageAccess,
    token: VkToken,
    name: VkMethodName,
    params: VkParams,
    isAgain = false,
  ): Promise<unknown> {
    const { isSpeech = false }: VkMethod = vkMethods[name];
    const call: NetworkCall = { network: 'ВКонтакте', isSpeech };
    const key = access.keys[token] ?? '';
    await pace.enter('ВКонтакте', key, perSecond[token]);
    const form = new URLSearchParams({ v: '5.199', lang: 'ru' });
    for (const [param, value] of Object.entries(params)) form.set(param, String(value));
    const reply = await askNetwork(call, `${access.baseUrl || 'https://api.vk.ru'}/method/${name}`, access, {
      method: 'POST',
      timeout,
      limit,
      headers: {
        authorization: `Bearer ${key}`,
        'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
      },
      body: form.toString(),
    });
    if (reply.status !== 200) throw failByStatus(call, reply);
    const said = readAnswer(call, reply.text, answer);
    if (!('error' in said)) return said.response;
    const { error_code: code } = said.error;
    // Requests that left at their distance came closer together: nothing was done, and a second later there is room.
    if (code !== TOO_MANY || isAgain) throw explainVkError(code, isSpeech);
    await clock.sleep(1000);
    return callBy(access, token, name, params, true);
  };
}

export function createVkClient(tuning: ConnectorTuning): VkClient {
  const { timeout, limit } = tuning;
  const callBy = createCaller(tuning);
  return {
    async call(access, name, params, schema, only) {
      const { tokens, isSpeech = false }: VkMethod = vkMethods[name];
      const held = tokens.filter((token) => access.keys[token] && (!only || token === only));
      const [first, ...others] = held;
      if (!first) throw lackOf(only ? [only] : tokens);
      let said: unknown;
      try {
        said = await callBy(access, first, name, params);
      } catch (error) {
        const [next] = others;
        if (isSpeech || !next || !isRefusalOfKey(error)) throw error;
        said = await callBy(access, next, name, params);
      }
      return readForm({ network: 'ВКонтакте', isSpeech }, said, schema, name);
    },
    async ask(access, address, schema) {
      const call: NetworkCall = { network: 'ВКонтакте', isSpeech: false };
      const reply = await askNetwork(call, address, access, { timeout, limit });
      if (reply.status !== 200) throw failByStatus(call, reply);
      return readAnswer(call, reply.text, schema);
    },
  };
}

const lackOf = (tokens: readonly VkToken[]): NetworkFailure =>
  new NetworkFailure(
    'key',
    `ВКонтакте: нужен ключ ${tokens.map((token) => tokenTitles[token]).join(' или ')}`,
  );

const isRefusalOfKey = (error: unknown): boolean =>
  error instanceof NetworkFailure && (error.trouble === 'key' || error.trouble === 'rights');
