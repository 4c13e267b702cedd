import { smsSettings } from '../../../shared/contract/base/outbox-settings.ts';
import { fetchOutside } from '../../lib/outbound/fetch-outside.ts';
import { failConnection, failHttp, type Sender, SendFailure } from './sender.ts';

/** `{phone}`, `{text}`, `{key}`, `{id}` of a template, each written as its place needs. */
const fill = (template: string, values: Record<string, string>, write: (value: string) => string): string =>
  template.replaceAll(/\{(phone|text|key|id|телефон|текст|ключ|номер)\}/g, (_, name: string) =>
    write(values[name] ?? ''),
  );

/** Inside a JSON string, without its quotes. */
const writeJson = (value: string): string => JSON.stringify(value).slice(1, -1);

/** SMS by any gateway with an HTTP address: the template of the address and, for POST, of the body. */
export const sendSms: Sender = async (letter, { settings, secret }) => {
  const { url, method, body, contentType, accepted, mayBePrivate } = smsSettings.parse(settings);
  const text = letter.text.replaceAll(/\s+/g, ' ').trim();
  const key = secret ?? '';
  const { recipient: phone, id } = letter;
  const values = { phone, text, key, id, телефон: phone, текст: text, ключ: key, номер: id };
  const write = contentType === 'json' ? writeJson : encodeURIComponent;
  const reply = await fetchOutside(fill(url, values, encodeURIComponent), {
    method,
    mayBePrivate,
    timeout: 15_000,
    ...(method === 'POST' && {
      body: fill(body, values, write),
      headers: {
        'content-type': contentType === 'json' ? 'application/json' : 'application/x-www-form-urlencoded',
      },
    }),
  }).catch((error: unknown) => failConnection('Шлюз SMS', error));
  const said = await reply.text();
  if (!reply.ok) failHttp('Шлюз SMS', reply, hideKey(said, secret));
  // Many gateways answer 200 to a refusal and say so in words.
  if (accepted && !said.includes(accepted))
    throw new SendFailure(`Шлюз SMS не принял: ${hideKey(said, secret).slice(0, 200)}`);
};

const hideKey = (text: string, secret: string | null): string =>
  secret ? text.replaceAll(secret, '••••••') : text;
