import type { listQuestions } from '../../../shared/contract/pages/publications-questions.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { DAY } from '../../../shared/time.ts';
import { askedUnder } from '../../base/networks/index.ts';
import { promiseRulesOn } from '../../base/promises/index.ts';
import { findFact } from '../../base/taxonomy/index.ts';
import { AppError } from '../../lib/errors.ts';
import { type Ctx, hasPermission } from '../../lib/module/context.ts';
import { makeTitle, readSubject, templateSource } from '../../messages/cases/index.ts';

type List = typeof listQuestions;
type Reply = RouteReplyInput<List>;

const SHOWN = 20;
const TEMPLATES = 5;

/** Route: words of residents are read from whoever keeps them, each time anew, and only by whoever may read the networks. */
export async function listAskedQuestions(ctx: Ctx, { params }: HandlerInput<List>): Promise<Reply> {
  const piece = await ctx.db
    .selectFrom('publications.publication')
    .select('text')
    .where('id', '=', params.id)
    .executeTakeFirst();
  if (!piece) throw new AppError('lib.not-found', 'Такой публикации нет. Обновите список.');
  const { category, placeKey, factId } = readSubject(piece.text, null);
  const topic = (factId && findFact(factId)?.title) || null;
  const mayRead = hasPermission(ctx, 'incidents.watch');
  if (category === null || !mayRead) return { mayRead, topic, questions: [], templates: [] };
  const since = new Date(ctx.now.getTime() - promiseRulesOn(ctx).factDays * DAY);
  const about = { category, placeKey };
  const asked = (await ctx.ports.find(askedUnder)?.(ctx, { about, since, most: SHOWN })) ?? [];
  const templates = (await ctx.ports.find(templateSource)?.(ctx, factId)) ?? [];
  return {
    mayRead,
    topic,
    questions: asked.map(({ text, askedAt, post, answer }) => ({
      text,
      askedAt: askedAt.toISOString(),
      post: { start: makeTitle(post.text), url: post.url },
      answer,
    })),
    templates: templates.slice(0, TEMPLATES).map(({ id, title, text }) => ({ id, title, text })),
  };
}
