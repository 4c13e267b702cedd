import type { RatedPage } from '../../../../shared/contract/pages/gospubliki-rating.ts';
import { daysBetween } from '../../../../shared/text/dates.ts';
import { monthOf, weekOf } from '../../../../shared/text/periods.ts';
import { localDate, localDayEnd } from '../../../base/deadlines/index.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { readPlaces } from '../../publications/index.ts';
import { gradeOn, judgeProof, readProof, readWeeks } from '../../register/index.ts';
import { gospublikiPack } from '../pack.ts';
import { countWeeks, figuresWithin } from './month-facts.ts';
import { type MonthFacts, scorePage } from './score.ts';

/** Marks of every page that was there in a month, by the formula of its last day; of the present month as of now. The highest first. */
export async function readMonth(ctx: Ctx, month: string): Promise<RatedPage[]> {
  const { from, to } = monthOf(month);
  const today = localDate(ctx.now);
  const isOver = to < today;
  const last = isOver ? to : today;
  const until = isOver ? localDayEnd(to) : ctx.now;
  const places = [...(await readPlaces(ctx)).values()].filter(({ page }) => localDate(page.made_at) <= last);
  const pages = places.map(({ page }) => page);
  const count = Math.ceil((daysBetween(from, weekOf(today).to) + 1) / 7) + 1;
  const weeks = await readWeeks(ctx, pages, count);
  const looks = await readProof(
    ctx,
    pages.map(({ id }) => id),
    until,
  );
  const { rating } = gospublikiPack.on(last);
  const rated = places.map((place): RatedPage => {
    const { page, title } = place;
    const states = judgeProof(looks.get(page.id), last).map(({ state }) => state);
    const facts: MonthFacts = {
      ...countWeeks(weeks.get(page.id) ?? [], { from, to }, today),
      checksThere: states.filter((state) => state === 'there').length,
      checks: states.length,
      ...figuresWithin(page, { from, to }),
    };
    return { pageId: page.id, title, grade: gradeOn(last, page.grade).title, ...scorePage(facts, rating) };
  });
  return byScore(rated);
}

/** The highest first; those of which nothing is known last. */
export const byScore = (pages: readonly RatedPage[]): RatedPage[] =>
  pages.toSorted((a, b) => (b.score ?? -1) - (a.score ?? -1) || a.title.localeCompare(b.title, 'ru'));
