import type { understandMessage as understandMessageRoute } from '../../../../shared/contract/messages/cases-reading.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { requireFact } from '../../../base/taxonomy/index.ts';
import { suggestPlaces } from '../../../base/territory/index.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { isPersonalReading } from './personal.ts';
import { presentPromise, promiseTerm } from './promised-term.ts';
import { findDanger, readWords } from './read-words.ts';

type Understand = typeof understandMessageRoute;

/** The place stands near the beginning; a topic is in the first words. The rest of a long text costs time and tells no more. */
const ENOUGH = 5000;
/** Below this a place is not asked about: a wrong offer costs more than none. */
const WORTH_ASKING = 0.7;

/** Route: topic, place, danger and term of words that are being written. From memory alone: no query is made. */
export async function understandMessage(
  ctx: Ctx,
  { body }: HandlerInput<Understand>,
): Promise<RouteReplyInput<Understand>> {
  const text = body.text.slice(0, ENOUGH);
  const read = readWords(text);
  const chosen = body.factId ? requireFact(body.factId) : null;
  const { term, dueFrom } = promiseTerm(read, chosen, ctx.now);
  // Whole districts are no address.
  const place = suggestPlaces(text).find(
    ({ kind, confidence }) => kind !== 'district' && kind !== 'text' && confidence >= WORTH_ASKING,
  );
  return {
    facts: read.facts.map(({ factId, confidence }) => ({ factId, confidence })),
    sureFact: read.sure?.id ?? null,
    askedFact: read.asked?.id ?? null,
    danger: findDanger(text, read, chosen),
    isPersonal: isPersonalReading(read, chosen),
    place: place ?? null,
    promise: presentPromise(dueFrom, term.dueAt, ctx.now),
  };
}
