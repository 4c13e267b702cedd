import type * as contract from '../../../../shared/contract/pages/publications.ts';
import type * as acts from '../../../../shared/contract/pages/publications-acts.ts';
import type { PageWeek } from '../../../../shared/contract/pages/register-week.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import { addDays, weekOf } from '../../../../shared/text/periods.ts';
import { localDate, localDayStart, rollDay } from '../../../base/deadlines/index.ts';
import { type Ctx, nameOfActor } from '../../../lib/module/context.ts';
import { offers } from '../../../lib/module/offers.ts';
import { pageNormOn, readWeeks, standHoursOn } from '../../register/index.ts';
import { publishingToday } from '../pack.ts';
import { limitsOf, type Place, readPlaces } from '../places.ts';
import { readQuietDays } from '../preflight.ts';
import { judgeNorm } from './norm.ts';
import { type PlacedItem, readItems } from './read-items.ts';

type Calendar = contract.PublicationCalendar;

const isWorking = (day: string): boolean => rollDay(day, 'forward') === day;

const daysOf = (from: string, count: number): string[] =>
  Array.from({ length: count }, (_, at) => addDays(from, at));

const comingStates: readonly contract.CellState[] = ['approval', 'waiting', 'manual', 'publishing'];
const doneStates: readonly contract.CellState[] = ['published', 'outside'];

const countIn = (items: readonly PlacedItem[], states: readonly contract.CellState[]): number =>
  items.filter(({ state }) => states.includes(state)).length;

/** How many posts stood on the page from this weekday on, in each of its former weeks that are known. */
const historyOf = (weeks: readonly PageWeek[], weekday: number): number[] =>
  weeks.flatMap(({ days, why }) =>
    why === null && days.length > 0
      ? [days.slice(weekday).reduce((all, { stood, fresh }) => all + stood + fresh, 0)]
      : [],
  );

interface PageAsked {
  place: Place;
  items: readonly PlacedItem[];
  mondays: readonly string[];
  today: string;
  /** Of the register: the present week and those before it. */
  weeks: readonly PageWeek[];
  warnRisk: number;
}

function presentNorm({ place, items, today, weeks, warnRisk }: PageAsked, from: string): contract.PageNorm {
  const to = addDays(from, 6);
  const within = items.filter(({ at }) => {
    const day = localDate(new Date(at));
    return day >= from && day <= to;
  });
  const week = weeks.find((one) => one.from === from);
  const left = daysOf(from, 7).filter((day) => day >= today && isWorking(day)).length;
  return judgeNorm({
    from,
    to,
    today,
    need: week?.norm ?? pageNormOn(place.page, from),
    done: countIn(within, doneStates),
    coming: countIn(within, comingStates),
    isRead: week === undefined || week.why === null,
    workingDaysLeft: left,
    history: historyOf(
      weeks.filter((one) => one.from < weekOf(today).from),
      daysOf(from, 7).indexOf(today),
    ),
    warnRisk,
  });
}

function presentPage(asked: PageAsked, days: readonly string[]): contract.CalendarPage {
  const { place, items, mondays } = asked;
  const byDay = Map.groupBy(items, ({ at }) => localDate(new Date(at)));
  return {
    id: place.page.id,
    unitId: place.page.unit_id,
    body: place.body,
    title: place.page.title,
    network: place.page.network,
    networkTitle: place.networkTitle,
    manualReason: place.manualReason,
    weeks: mondays.map((monday) => presentNorm(asked, monday)),
    days: days.map((day) => ({
      day,
      items: (byDay.get(day) ?? [])
        .toSorted((a, b) => a.at.localeCompare(b.at))
        .map(({ pageId: _, ...item }) => item),
    })),
  };
}

async function readCalendar(
  ctx: Ctx,
  { from, weeks }: { from?: string | undefined; weeks: number },
): Promise<Calendar> {
  const today = localDate(ctx.now);
  const { risks, templates, windows, quietHours, forecast } = publishingToday(ctx);
  const monday = weekOf(from ?? today).from;
  const days = daysOf(monday, 7 * weeks);
  const to = days.at(-1) ?? monday;
  const places = [...(await readPlaces(ctx)).values()];
  const span = { from: localDayStart(monday), to: localDayStart(addDays(to, 1)) };
  const items = Map.groupBy(await readItems(ctx, places, span, standHoursOn(today)), ({ pageId }) => pageId);
  const known = await readWeeks(
    ctx,
    places.map(({ page }) => page),
    forecast.weeks + 1,
  );
  const mondays = daysOf(monday, 7 * weeks).filter((_, at) => at % 7 === 0);
  const pages = places.map((place) =>
    presentPage(
      {
        place,
        items: items.get(place.page.id) ?? [],
        mondays,
        today,
        weeks: known.get(place.page.id) ?? [],
        warnRisk: forecast.risk,
      },
      days,
    ),
  );
  const quiet = await readQuietDays(ctx);
  return {
    from: monday,
    to,
    today,
    days: days.map((day) => ({ day, isWorking: isWorking(day), quiet: quiet.get(day) ?? '' })),
    pages,
    short: pages.filter((page) => page.weeks.some(({ isAtRisk }) => isAtRisk)).length,
    limits: limitsOf(
      ctx,
      places.map(({ page }) => page.network),
    ),
    risks,
    templates,
    windows,
    quietHours,
    can: offers(ctx, { keep: 'publications.keep', approve: 'publications.approve' }),
  };
}

/** Route. */
export const getCalendar = (
  ctx: Ctx,
  { query }: HandlerInput<typeof contract.getCalendar>,
): Promise<Calendar> => readCalendar(ctx, query);

/** Route. */
export async function saveQuietDay(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof acts.saveQuietDay>,
): Promise<Calendar> {
  const { day } = params;
  if (body.reason === '') await ctx.db.deleteFrom('publications.quiet_day').where('day', '=', day).execute();
  else {
    const told = { reason: body.reason, made_at: ctx.now, made_by_name: nameOfActor(ctx) };
    await ctx.db
      .insertInto('publications.quiet_day')
      .values({ day, ...told })
      .onConflict((conflict) => conflict.column('day').doUpdateSet(told))
      .execute();
  }
  ctx.audit({
    action: 'publications.save-quiet-day',
    object: 'quiet-day',
    objectId: day,
    data: { reason: body.reason },
  });
  return readCalendar(ctx, { from: day, weeks: 1 });
}
