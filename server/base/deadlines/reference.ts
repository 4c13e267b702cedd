import type { getCalendarYear, listDeadlineRules } from '../../../shared/contract/base/deadlines.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { AppError } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { offers } from '../../lib/module/offers.ts';
import { dayKind, describeDay, isWorkingDay, workingDayRank } from './calendar/calendar.ts';
import { formatDay, toDayNumber, weekdayOf } from './calendar/day.ts';
import { requireReference } from './reference-data.ts';

type Year = typeof getCalendarYear;

/** A year of the working calendar: only the days that differ from plain weeks. */
export async function readCalendarYear(
  _ctx: Ctx,
  { params }: HandlerInput<Year>,
): Promise<RouteReplyInput<Year>> {
  const { calendar } = requireReference();
  const first = toDayNumber(params.year, 1, 1);
  const last = toDayNumber(params.year, 12, 31);
  if (first < calendar.first || last > calendar.last)
    throw new AppError('lib.not-found', `Календаря на ${params.year} год нет.`);
  const days: RouteReplyInput<Year>['days'] = [];
  for (let day = first; day <= last; day += 1) {
    const kind = dayKind(calendar, day);
    const isWeekend = weekdayOf(day) >= 6;
    // A day whose rest was moved has no name of its own: the calendar says from where.
    const title = calendar.facts.get(day)?.name ?? (kind === 'moved' ? describeDay(calendar, day) : null);
    if (kind === 'shortened') days.push({ date: formatDay(day), kind: 'shortened', title });
    else if (isWorkingDay(calendar, day) && isWeekend)
      days.push({ date: formatDay(day), kind: 'working-weekend', title });
    else if (!isWorkingDay(calendar, day) && (!isWeekend || title))
      days.push({ date: formatDay(day), kind: 'off', title });
  }
  const workingDays =
    workingDayRank(calendar, last) -
    workingDayRank(calendar, first) +
    (isWorkingDay(calendar, first) ? 1 : 0);
  return { year: params.year, version: calendar.version, workingDays, days };
}

/** Whether a rule of terms has this id, in any of its versions. */
export const isDeadlineRule = (id: string): boolean => requireReference().rules.byId.has(id);

type Rules = typeof listDeadlineRules;

/** Route: every rule of terms with its ground and dates. */
export async function readRules(ctx: Ctx): Promise<RouteReplyInput<Rules>> {
  const rules = [...requireReference().rules.byId.values()].flat().map((rule) => ({
    id: rule.id,
    version: rule.version,
    title: rule.title,
    set: rule.set,
    unit: rule.unit,
    amount: rule.amount,
    roll: rule.roll,
    validFrom: rule.validFrom,
    validTo: rule.validTo,
    legalReference: rule.legal.text,
    toVerify: rule.toVerify,
    // Versions of an administrator are named by their first day; those of the shipped pack by its year.
    isOwn: rule.version === rule.validFrom,
  }));
  return { rules, can: offers(ctx, { edit: 'deadlines.manage' }) };
}
