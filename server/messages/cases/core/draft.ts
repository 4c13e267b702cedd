import { hash } from 'node:crypto';
import type { PlaceInput } from '../../../../shared/contract/messages/cases.ts';
import { startTerm } from '../../../base/deadlines/index.ts';
import { normaliseEmail, normalisePhone } from '../../../base/identity/index.ts';
import { requireFact } from '../../../base/taxonomy/index.ts';
import { resolvePlace } from '../../../base/territory/index.ts';
import { AppError } from '../../../lib/errors.ts';
import { newId } from '../../../lib/ids.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { makeTitle } from './title.ts';

/** Rule of the answer term until the topic is known. */
export const GENERAL_ANSWER_RULE = 'answer-30cd';

/** Answer term of a statutory appeal: ст. 12 ч. 1 of 59-ФЗ. */
export const APPEAL_RULE = 'fz59-answer';

/** Regime of a statutory appeal: ст. 6 ч. 2 of 59-ФЗ forbids to tell anybody what it holds, so nobody joins it. */
export const STATUTORY_APPEAL = 'appeal_59fz';

/** Everything registration writes, prepared before the transaction: no query is needed to make it. */
export interface CaseDraft {
  id: string;
  contactId: string;
  clientKey: string | null;
  clientHash: string | null;
  registeredAt: Date;
  receivedAt: Date;
  channel: string;
  regime: string;
  regimeReason: string;
  /** What a clerk noticed, by which the regime was decided. */
  signs: string[];
  /** What the sender calls it: `appeal`, `message`; null = nothing. */
  declares: string | null;
  identity: string;
  title: string;
  body: string;
  block: string | null;
  factId: string | null;
  topicSource: string;
  importance: string;
  place: ReturnType<typeof resolvePlace> | null;
  term: ReturnType<typeof startTerm>;
  /** The moment the term is counted from. */
  termFrom: Date;
  /** When it arrived here, where it had been received elsewhere before. */
  arrivedAt: Date | null;
  /** The earliest end of the term named beside it while the topic is not sure; null = the date is firm. */
  dueFrom: Date | null;
  residentId: string | null;
  personName: string | null;
  phone: string | null;
  email: string | null;
  publishConsent: boolean;
  consentVersion: string | null;
  consentIp: string | null;
  consentAgent: string | null;
  externalSource: string | null;
  externalId: string | null;
  registeredBy: string | null;
  files: { fileId: string; token: string }[];
  answers: Record<string, string> | null;
}

/** Phone and e-mail in their normal form; throws with the field named when one cannot be read. */
export function readContacts(input: { phone?: string | undefined; email?: string | undefined }): {
  phone: string | null;
  email: string | null;
} {
  const fields: Record<string, string> = {};
  const phone = input.phone ? normalisePhone(input.phone) : null;
  const email = input.email ? normaliseEmail(input.email) : null;
  if (input.phone && !phone) fields.phone = 'Телефон из 10 цифр после +7';
  if (input.email && !email) fields.email = 'Адрес вида name@example.ru';
  if (Object.keys(fields).length > 0)
    throw new AppError('lib.bad-input', 'Проверьте, как с вами связаться.', { fields });
  return { phone, email };
}

/** SHA-256 of what was submitted: the same key with another body is refused. */
export function hashBody(body: unknown): string {
  return hash('sha256', JSON.stringify(body));
}

interface DraftInput {
  text: string;
  /** What the message is called where it came from; else its first sentence is its title. */
  title?: string | undefined;
  factId?: string | undefined;
  place?: PlaceInput | undefined;
}

/** The part of a draft that does not depend on the channel. */
export function startDraft(ctx: Ctx, input: DraftInput, rule?: string) {
  const fact = input.factId ? requireFact(input.factId) : null;
  const hasPlace =
    input.place && (input.place.lat !== undefined || input.place.address || input.place.streetId);
  return {
    id: newId(),
    contactId: newId(),
    registeredAt: ctx.now,
    title: makeTitle(input.title || input.text),
    body: input.text,
    block: fact?.block ?? null,
    factId: fact?.id ?? null,
    place: hasPlace ? resolvePlace(input.place!) : null,
    term: startTerm(rule ?? fact?.deadlineRule ?? GENERAL_ANSWER_RULE, ctx.now),
    termFrom: ctx.now,
    arrivedAt: null,
    dueFrom: null,
  };
}
