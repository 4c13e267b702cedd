import type { z } from 'zod';
import { NetworkFailure, type PageAccess } from '../../base/networks/index.ts';
import { HostResting, OutboundFailure, OutboundRefused } from '../../lib/outbound/failures.ts';
import { fetchOutside, type OutboundOptions } from '../../lib/outbound/fetch-outside.ts';
import { readRetryAfter } from '../../lib/outbound/retry-after.ts';

/** One exchange with a network. */
export interface NetworkCall {
  /** As people call the network, in Russian: words of its failures begin with it. */
  network: string;
  /** It says or changes something: what may have been taken is `unknown` and nobody repeats it. */
  isSpeech: boolean;
}

export interface NetworkReply {
  status: number;
  headers: Headers;
  text: string;
}

/** Asks a network; an answer of any status is an answer. Throws `NetworkFailure` where there was none. */
export async function askNetwork(
  call: NetworkCall,
  address: string,
  access: Pick<PageAccess, 'mayBePrivate'>,
  options: OutboundOptions,
): Promise<NetworkReply> {
  try {
    const reply = await fetchOutside(address, { ...options, mayBePrivate: access.mayBePrivate });
    return { status: reply.status, headers: reply.headers, text: await reply.text() };
  } catch (error) {
    throw explainSilence(call, error);
  }
}

function explainSilence({ network, isSpeech }: NetworkCall, error: unknown): NetworkFailure {
  if (error instanceof NetworkFailure) return error;
  if (error instanceof HostResting)
    return new NetworkFailure('later', `${network} не отвечает, следующая попытка позже`, error.retryAfter);
  if (error instanceof OutboundRefused)
    return new NetworkFailure(
      'form',
      `${network}: адрес записан неверно или ведёт во внутреннюю сеть, а настройка этого не разрешает`,
    );
  const failure = error instanceof OutboundFailure ? error : new OutboundFailure('', true, error);
  if (isSpeech && failure.mayHaveArrived)
    return new NetworkFailure('unknown', `${network}: ответа нет, сказанное могло дойти`);
  if (failure.code === 'too-large') return new NetworkFailure('form', `${network}: ответ слишком велик`);
  return new NetworkFailure(
    'later',
    failure.code === 'late' ? `${network}: нет ответа вовремя` : `${network}: нет связи`,
  );
}

/** What an answer that is no success means by its status alone. `detail` is what the network says of it. */
export function failByStatus(
  { network, isSpeech }: NetworkCall,
  { status, headers }: NetworkReply,
  detail = '',
): NetworkFailure {
  const words = `${network}: ответ ${status}${detail && `: ${detail.slice(0, 200)}`}`;
  const wait = readRetryAfter(headers);
  if (status === 429 || status === 503) return new NetworkFailure('later', words, wait);
  if (status === 401) return new NetworkFailure('key', words);
  if (status === 403) return new NetworkFailure('rights', words);
  if (status === 404 || status === 410) return new NetworkFailure('missing', words);
  if (status >= 400 && status < 500) return new NetworkFailure('refused', words);
  // A gateway that failed may stand before a network that did not.
  if (isSpeech) return new NetworkFailure('unknown', words, wait);
  return status >= 500 ? new NetworkFailure('later', words, wait) : new NetworkFailure('form', words);
}

/** The reply as JSON of the network's form. Throws `form`, or `unknown` where something was said. */
export const readAnswer = <T extends z.ZodType>(call: NetworkCall, text: string, schema: T): z.output<T> =>
  readForm(call, parseJson(text), schema);

/** The same of a reply that is no text any more. `method`: what was asked, as the network names it. */
export function readForm<T extends z.ZodType>(
  { network, isSpeech }: NetworkCall,
  said: unknown,
  schema: T,
  method = '',
): z.output<T> {
  const parsed = schema.safeParse(said);
  if (parsed.success) return parsed.data;
  const words = `${network}: ответ ${method && `${method} `}не по форме`;
  throw new NetworkFailure(isSpeech ? 'unknown' : 'form', words);
}

/** Undefined where it is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
