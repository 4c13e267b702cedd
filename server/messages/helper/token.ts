import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { HelperSettings } from '../../../shared/contract/messages/helper.ts';
import { fetchOutside } from '../../lib/outbound/fetch-outside.ts';
import { failHttp } from './failure.ts';

const replySchema = z.object({ access_token: z.string().min(1), expires_at: z.number() });
/** A token is not used in its last minute. */
const SPARE = 60_000;
const kept = new Map<string, { token: string; until: number }>();

const keyOf = (settings: HelperSettings, secret: string): string =>
  [settings.authUrl, settings.scope, secret].join('\n');

/** GigaChat's token for the key of the cabinet (OAuth 2, half an hour), asked for when the kept one has ended. */
export async function gigachatToken(settings: HelperSettings, secret: string, now: Date): Promise<string> {
  const key = keyOf(settings, secret);
  const known = kept.get(key);
  if (known && known.until > now.getTime()) return known.token;
  const reply = await fetchOutside(settings.authUrl, {
    method: 'POST',
    timeout: settings.timeoutSeconds * 1000,
    mayBePrivate: settings.mayBePrivate,
    headers: {
      authorization: `Basic ${secret}`,
      rquid: randomUUID(),
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({ scope: settings.scope }).toString(),
  });
  if (!reply.ok) failHttp(reply, 'Модель не дала входа');
  const { access_token: token, expires_at: until } = replySchema.parse(await reply.json());
  kept.set(key, { token, until: until - SPARE });
  return token;
}

/** Forgets a token that was refused. */
export const dropToken = (settings: HelperSettings, secret: string): boolean =>
  kept.delete(keyOf(settings, secret));
