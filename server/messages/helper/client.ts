import { z } from 'zod';
import type { HelperSettings } from '../../../shared/contract/messages/helper.ts';
import { firstOf } from '../../../shared/lists.ts';
import { fetchOutside } from '../../lib/outbound/fetch-outside.ts';
import { failHttp, HelperFailure } from './failure.ts';
import { dropToken, gigachatToken } from './token.ts';

export interface Message {
  role: 'system' | 'user';
  content: string;
}

export interface Access {
  settings: HelperSettings;
  secret: string;
}

const replySchema = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string() }) })).min(1),
});
/** Characters of a text that are shown. */
const LONGEST = 8000;

async function authorise({ settings, secret }: Access, now: Date): Promise<Record<string, string>> {
  if (settings.kind === 'gigachat')
    return { authorization: `Bearer ${await gigachatToken(settings, secret, now)}` };
  if (!secret) return {};
  return { authorization: `${settings.kind === 'yandex' ? 'Api-Key' : 'Bearer'} ${secret}` };
}

async function exchange(access: Access, messages: readonly Message[], now: Date): Promise<Response> {
  const { settings } = access;
  return fetchOutside(`${settings.baseUrl.replace(/\/$/, '')}/chat/completions`, {
    method: 'POST',
    timeout: settings.timeoutSeconds * 1000,
    mayBePrivate: settings.mayBePrivate,
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      ...(await authorise(access, now)),
    },
    body: JSON.stringify({ model: settings.model, messages, temperature: 0.2, max_tokens: 1200 }),
  });
}

/** One question to the model. Throws; `reasonOf` says why in Russian. */
export async function askModel(access: Access, messages: readonly Message[], now: Date): Promise<string> {
  let reply = await exchange(access, messages, now);
  // A token may end before its time: asked for anew once.
  if (
    reply.status === 401 &&
    access.settings.kind === 'gigachat' &&
    dropToken(access.settings, access.secret)
  )
    reply = await exchange(access, messages, now);
  if (!reply.ok) failHttp(reply);
  const { choices } = replySchema.parse(await reply.json());
  const text = firstOf(choices).message.content.trim().slice(0, LONGEST);
  if (!text) throw new HelperFailure('Модель вернула пустой текст. Напишите сами.');
  return text;
}
