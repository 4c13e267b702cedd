import { z } from 'zod';
import { pushSettings } from '../../../shared/contract/base/outbox-settings.ts';
import { OutboundRefused } from '../../lib/outbound/failures.ts';
import { fetchOutside } from '../../lib/outbound/fetch-outside.ts';
import { failConnection, failHttp, type Sender, SendFailure } from './sender.ts';

/** What a browser's subscription is, packed as the letter's recipient. */
export const pushTarget = z.object({ endpoint: z.url(), p256dh: z.string(), auth: z.string() });

/** A push service keeps it this long for a phone that is off, s. */
const TTL = 86_400;

/**
 * Web push (RFC 8030, 8291, 8292): the text is encrypted for the browser, its service sees none of it. The address comes
 * from a browser, so the private network is closed to it unless the setting says otherwise.
 */
export const sendPush: Sender = async (letter, { settings, secret, config }) => {
  const { publicKey, subject, mayBePrivate } = pushSettings.parse(settings);
  const { endpoint, p256dh, auth } = pushTarget.parse(JSON.parse(letter.recipient));
  const payload = JSON.stringify({
    title: letter.subject || 'Отклик',
    text: letter.text.slice(0, 1000),
    id: letter.id,
    // The first link of the letter, of this site alone.
    path: (letter.text.match(/https?:\/\/\S+/g) ?? [])
      .filter((link) => config.publicUrl && link.startsWith(`${config.publicUrl}/`))
      .map((link) => link.slice(config.publicUrl.length).replace(/[.,;]$/, ''))[0],
  });
  const { default: webPush } = await import('web-push');
  const request = webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, payload, {
    vapidDetails: { subject, publicKey, privateKey: secret ?? '' },
    TTL,
    contentEncoding: 'aes128gcm',
  });
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
  );
  const reply = await fetchOutside(request.endpoint, {
    method: 'POST',
    headers,
    body: request.body ?? '',
    mayBePrivate,
    timeout: 15_000,
  }).catch((error: unknown) => {
    if (error instanceof OutboundRefused)
      throw new SendFailure('Адрес браузера ведёт во внутреннюю сеть', { isFinal: true, isGone: true });
    return failConnection('Служба уведомлений', error);
  });
  if (reply.ok) return;
  if (reply.status === 404 || reply.status === 410)
    throw new SendFailure('Браузер больше не ждёт уведомлений', { isFinal: true, isGone: true });
  failHttp('Служба уведомлений', reply);
};
