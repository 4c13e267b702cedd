import { maxSettings } from '../../../shared/contract/base/outbox-settings.ts';
import { fetchOutside } from '../../lib/outbound/fetch-outside.ts';
import { failConnection, failHttp, type Sender } from './sender.ts';

/** Longest text of one message (schema of 01.07.2026: NewMessageBody.text). */
const LONGEST = 4000;

/** A message of the city's bot in MAX to a person who has begun a talk with it. */
export const sendMax: Sender = async (letter, { settings, secret }) => {
  const { baseUrl, mayBePrivate } = maxSettings.parse(settings);
  const text = [letter.subject, letter.text].filter(Boolean).join('\n\n');
  const url = new URL('/messages', baseUrl);
  url.searchParams.set('user_id', letter.recipient);
  const reply = await fetchOutside(url.href, {
    method: 'POST',
    mayBePrivate,
    timeout: 15_000,
    headers: { authorization: secret ?? '', 'content-type': 'application/json' },
    // The schema requires all three names; there is no key against repeats.
    body: JSON.stringify({ text: text.slice(0, LONGEST), attachments: null, link: null, notify: true }),
  }).catch((error: unknown) => failConnection('MAX', error));
  if (reply.ok) return;
  const said = (await reply.json().catch(() => ({}))) as { code?: string; message?: string };
  failHttp('MAX', reply, said.message ?? said.code ?? '');
};
