import type { Config } from '../../lib/config.ts';
import type { LetterFile } from './letter.ts';

/** A letter as a channel sends it: filled, whole, plain text. */
export interface OutgoingLetter {
  /** Stays the same however often it is tried: the other side may know a repeat by it. */
  id: string;
  recipient: string;
  subject: string;
  text: string;
  /** Where the recipient stops such letters; empty = they cannot be stopped (a code, a password). */
  unsubscribe: string;
  /** Files that go with it; e-mail alone carries them. */
  files?: readonly LetterFile[];
}

/** A channel's settings with the secret opened. */
export interface ChannelAccess {
  settings: Record<string, unknown>;
  secret: string | null;
  config: Pick<Config, 'publicUrl'>;
}

/**
 * The port every channel implements, one file each. It resolves when the other side has taken the letter and throws
 * `SendFailure` otherwise; sender.db.test.ts is the contract.
 */
export type Sender = (letter: OutgoingLetter, access: ChannelAccess) => Promise<void>;

export class SendFailure extends Error {
  /** Trying again cannot help: the address does not exist, the text is refused. */
  readonly isFinal: boolean;
  /** The recipient is gone for good: a browser's subscription is forgotten. */
  readonly isGone: boolean;
  /** ms the other side asks to wait. */
  readonly retryAfter: number | undefined;

  /** @param reason in Russian, for the administrator's screen; without secrets. */
  constructor(
    reason: string,
    more: { isFinal?: boolean; isGone?: boolean; retryAfter?: number | undefined } = {},
  ) {
    super(reason);
    this.isFinal = more.isFinal ?? false;
    this.isGone = more.isGone ?? false;
    this.retryAfter = more.retryAfter;
  }
}

/** What an HTTP service's refusal means: 429 and 5xx pass, other 4xx do not. */
export function failHttp(service: string, reply: Response, detail = ''): never {
  const words = detail ? `: ${detail.slice(0, 200)}` : '';
  const wait = Number(reply.headers.get('retry-after'));
  throw new SendFailure(`${service}: ответ ${reply.status}${words}`, {
    isFinal: reply.status >= 400 && reply.status < 500 && ![401, 403, 408, 429].includes(reply.status),
    retryAfter: Number.isFinite(wait) && wait > 0 ? Math.min(wait, 86_400) * 1000 : undefined,
  });
}

/** What a broken connection means: it passes. */
export function failConnection(service: string, error: unknown): never {
  if (error instanceof SendFailure) throw error;
  const { code, name, message } = error as { code?: string; name?: string; message?: string };
  const isLate = name === 'TimeoutError' || name === 'AbortError' || code === 'ETIMEDOUT';
  throw new SendFailure(`${service}: ${isLate ? 'нет ответа вовремя' : (code ?? message ?? 'нет связи')}`);
}
