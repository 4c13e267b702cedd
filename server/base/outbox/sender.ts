import type { Config } from '../../lib/config.ts';
import { HostResting, OutboundFailure, OutboundRefused } from '../../lib/outbound/failures.ts';
import { readRetryAfter } from '../../lib/outbound/retry-after.ts';
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
 * `SendFailure` otherwise; sender.test.ts is the contract.
 */
export type Sender = (letter: OutgoingLetter, access: ChannelAccess) => Promise<void>;

/** What is known of a letter that was not surely taken. */
interface FailureFacts {
  /** Trying again cannot help: the address does not exist, the text is refused. */
  isFinal: boolean;
  /** The recipient is gone for good: a browser's subscription is forgotten. */
  isGone: boolean;
  /** Nothing was tried: the other side is left alone for now. */
  isUntried: boolean;
  /** The letter may have arrived all the same: nobody but a person may send it again. */
  mayHaveArrived: boolean;
  /** ms the other side asks to wait. */
  retryAfter: number | undefined;
}

const nothingMore: FailureFacts = {
  isFinal: false,
  isGone: false,
  isUntried: false,
  mayHaveArrived: false,
  retryAfter: undefined,
};

export class SendFailure extends Error {
  readonly facts: Readonly<FailureFacts>;

  /** @param reason in Russian, for the administrator's screen; without secrets. */
  constructor(reason: string, facts: Partial<FailureFacts> = {}) {
    super(reason);
    this.facts = { ...nothingMore, ...facts };
  }
}

/** Refusals that pass by themselves: a key that is being changed, too many at once. */
const PASSING = [401, 403, 408, 425, 429];
/** What stands before the service got no answer of it: it may have taken the letter. */
const LOST = [502, 504];

/** What an HTTP service's refusal means: 429 and 5xx pass, other 4xx do not. */
export function failHttp(service: string, reply: Response, detail = ''): never {
  const words = detail ? `: ${detail.slice(0, 200)}` : '';
  throw new SendFailure(`${service}: ответ ${reply.status}${words}`, {
    isFinal: reply.status >= 400 && reply.status < 500 && !PASSING.includes(reply.status),
    mayHaveArrived: LOST.includes(reply.status),
    retryAfter: readRetryAfter(reply.headers),
  });
}

/** What a broken connection means: it passes, unless the letter may have arrived before it broke. */
export function failConnection(service: string, error: unknown): never {
  if (error instanceof SendFailure) throw error;
  if (error instanceof HostResting)
    throw new SendFailure(`${service} не отвечает, следующая попытка позже`, {
      isUntried: true,
      retryAfter: error.retryAfter,
    });
  if (error instanceof OutboundRefused)
    throw new SendFailure(`${service}: адрес ведёт во внутреннюю сеть, а настройка этого не разрешает`);
  if (error instanceof OutboundFailure) {
    const why =
      error.code === 'late'
        ? 'нет ответа вовремя'
        : error.code === 'too-large'
          ? 'ответ слишком велик'
          : error.code || error.message;
    throw new SendFailure(`${service}: ${why}`, { mayHaveArrived: error.mayHaveArrived });
  }
  throw new SendFailure(`${service}: ${error instanceof Error ? error.message : 'нет связи'}`);
}
