import type { Channel, PlaceInput } from '../../../../shared/contract/messages/cases.ts';
import { lateRule, startTerm } from '../../../base/deadlines/index.ts';
import { normaliseEmail, normalisePhone } from '../../../base/identity/index.ts';
import { findBlock, requireFact } from '../../../base/taxonomy/index.ts';
import { resolvePlace } from '../../../base/territory/index.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { type CaseDraft, startDraft } from './draft.ts';
import { placeUnderLaw } from './regime.ts';

/** A message of an outside system or of a file. */
export interface InboundMessage {
  text: string;
  title?: string | undefined;
  receivedAt?: string | undefined;
  author?: { name?: string | undefined; phone?: string | undefined; email?: string | undefined } | undefined;
  place?: PlaceInput | undefined;
  factId?: string | undefined;
  block?: string | undefined;
}

/** Where a message came from; (source, id) is taken once. */
export interface InboundOrigin {
  channel: Channel;
  source: string;
  id: string;
}

/** Terms are not counted before this day: the working calendar begins with it. */
const FIRST_DAY = Date.parse('2019-01-10T00:00:00Z');

function readMoment(ctx: Ctx, text: string | undefined): Date {
  if (!text) return ctx.now;
  const moment = new Date(text);
  if (Number.isNaN(moment.getTime())) throw new AppError('lib.bad-input', 'Дата поступления не читается.');
  if (moment.getTime() > ctx.now.getTime() + 86_400_000)
    throw new AppError('lib.bad-input', 'Дата поступления в будущем.');
  if (moment.getTime() < FIRST_DAY) throw new AppError('lib.bad-input', 'Дата поступления раньше 2019 года.');
  return moment;
}

/**
 * A draft of a message from outside, without a query. The case is registered at the moment of receipt, so that its term
 * runs from there. A place outside the city keeps the words and loses the point. Throws AppError with the reason.
 */
export function prepareInbound(ctx: Ctx, message: InboundMessage, origin: InboundOrigin): CaseDraft {
  const receivedAt = readMoment(ctx, message.receivedAt);
  const block = message.block ? findBlock(message.block) : undefined;
  if (message.block && !block)
    throw new AppError('lib.bad-input', `Блока «${message.block}» нет в рубрикаторе.`);
  const identity = message.author?.phone ? 'phone' : message.author?.name ? 'social_profile' : 'anonymous';
  const fact = message.factId ? requireFact(message.factId) : null;
  const { rule, regime, regimeReason, signs, declares } = placeUnderLaw(
    { channel: origin.channel, identity, receivedAt },
    fact?.deadlineRule,
  );
  const started = startDraft(
    { ...ctx, now: receivedAt },
    { text: message.text, title: message.title, factId: message.factId },
    rule,
  );
  const isLate = lateRule(rule, regime, receivedAt, ctx.now) !== null;
  const termFrom = isLate ? ctx.now : receivedAt;
  const isTopicKnown = started.factId !== null || block !== undefined;
  return {
    ...started,
    term: startTerm(rule, termFrom),
    termFrom,
    arrivedAt: ctx.now > receivedAt ? ctx.now : null,
    regime,
    regimeReason,
    signs,
    declares,
    block: started.block ?? block?.code ?? null,
    place: readPlace(message.place),
    clientKey: null,
    clientHash: null,
    receivedAt,
    channel: origin.channel,
    identity,
    topicSource: isTopicKnown ? 'import' : 'none',
    importance: 'normal',
    residentId: null,
    personName: message.author?.name || null,
    phone: (message.author?.phone && normalisePhone(message.author.phone)) || null,
    email: (message.author?.email && normaliseEmail(message.author.email)) || null,
    publishConsent: false,
    consentVersion: null,
    consentIp: null,
    consentAgent: null,
    externalSource: origin.source,
    externalId: origin.id,
    registeredBy: ctx.actor.kind === 'staff' ? ctx.actor.id : null,
    files: [],
    answers: null,
  };
}

function readPlace(place: PlaceInput | undefined): CaseDraft['place'] {
  if (!place || (place.lat === undefined && !place.address)) return null;
  try {
    return resolvePlace(place);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'territory.outside') throw error;
    return place.address ? resolvePlace({ address: place.address }) : null;
  }
}
