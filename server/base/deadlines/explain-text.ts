import type { DeadlineExplanation } from '../../../shared/contract/base/deadline-explanation.ts';
import { formatDay as formatDayRu } from '../../../shared/text/dates.ts';
import { formatMinutes, formatSpans, formatTerm, formatWeekdayDate } from '../../../shared/text/deadlines.ts';
import { coversDay } from './calendar/calendar.ts';
import { type DayNumber, dayMs, formatDay, formatLocal, toDayNumber, weekdayOf } from './calendar/day.ts';
import type { Schedule } from './calendar/schedule.ts';
import type { DeadlineCount, DeadlineInput } from './counting.ts';
import { pausedSince } from './pauses.ts';
import { isDayUnit } from './rules.ts';

type Note = DeadlineExplanation['notes'][number];

const inRussian = (day: DayNumber) => formatDayRu(formatDay(day));

/** «6 рабочих дней — дороги · яма, регламент центра, п. 4.2. Счёт со дня, следующего за днём поступления (24.11.2026).» */
export function describeCount(input: DeadlineInput, count: DeadlineCount): string {
  const { rule, subject } = input;
  const ground = [subject, rule.legal.text].filter(Boolean).join(', ');
  const term = `${formatTerm(rule.unit, rule.amount)} — ${ground}.`;
  if (isDayUnit(rule.unit)) {
    return `${term} Счёт со дня, следующего за днём ${rule.start.genitive} (${inRussian(count.startDay)}).`;
  }
  const local = formatLocal(count.zone.toLocal(count.startMs));
  const from = `Счёт с момента ${rule.start.genitive} (${inRussian(count.startDay)}, ${local.slice(11)})`;
  if (rule.unit === 'clock-hour') return `${term} ${from}, подряд, без перерывов.`;
  return `${term} ${from}, ${describeSchedule(count.schedule)}.`;
}

function describeSchedule(schedule: Schedule): string {
  if (schedule.days === 'every-day') return `в часы дежурства: ежедневно ${formatSpans(schedule.hours)}`;
  const cut = schedule.shortenedBy > 0 ? ', в сокращённый день меньше на ' : '';
  return `в рабочее время: ${formatSpans(schedule.hours)}${cut}${cut && formatMinutes(schedule.shortenedBy)}`;
}

/** Everything about the count that the paragraph and the strip of days do not say by themselves. */
export function noteCount(
  input: DeadlineInput,
  count: DeadlineCount,
  pausedAmount: number,
  years: readonly number[],
): Note[] {
  const stopped = pausedSince(input.pauses);
  const notes: (Note | undefined)[] = [
    noteRoll(count),
    notePause(input, pausedAmount),
    stopped && {
      kind: 'stopped',
      text: `Счёт стоит с ${inRussian(Math.floor(count.zone.toLocal(stopped.getTime()) / dayMs))}: срок сдвинется, когда он пойдёт дальше.`,
    },
    ...years.map((year) => noteYear(input, year)),
    input.rule.toVerify
      ? {
          kind: 'to-verify',
          text: 'Длина срока не подтверждена опубликованным текстом: проверьте по действующему порядку.',
        }
      : undefined,
  ];
  return notes.filter((note) => note !== undefined);
}

function noteRoll(count: DeadlineCount): Note | undefined {
  const { reachedDay, dueDay } = count;
  if (reachedDay === dueDay) return undefined;
  const fell = `Срок пришёлся на ${formatWeekdayDate(weekdayOf(reachedDay), formatDay(reachedDay))}, нерабочий день`;
  const moved = dueDay < reachedDay ? 'предшествующий' : 'следующий';
  const why = count.isTurnedForward ? ', потому что предшествующий раньше начала срока' : '';
  return {
    kind: 'roll',
    text: `${fell}, и перенесён на ${moved} рабочий день, ${inRussian(dueDay)}${why}.`,
  };
}

function notePause({ rule, pauses }: DeadlineInput, pausedAmount: number): Note | undefined {
  if (pausedAmount === 0) return undefined;
  const reasons = [...new Set((pauses ?? []).map((pause) => pause.reason))].join('; ');
  const unit = rule.unit === 'working-day' ? 'working-day' : 'calendar-day';
  const amount = isDayUnit(rule.unit) ? formatTerm(unit, pausedAmount) : formatMinutes(pausedAmount);
  return { kind: 'pause', text: `Не вошло в счёт: ${amount} (${reasons}).` };
}

function noteYear({ calendar }: DeadlineInput, year: number): Note | undefined {
  if (!coversDay(calendar, toDayNumber(year, 1, 1))) {
    return {
      kind: 'uncovered-year',
      text: `Календаря на ${year} год нет: выходные этого года не показаны, на срок они не влияют.`,
    };
  }
  if (calendar.assumedYears.has(year)) {
    return {
      kind: 'assumed-year',
      text: `Производственный календарь на ${year} год не загружен: нерабочими сочтены суббота, воскресенье и праздники, переносы не учтены.`,
    };
  }
  if (calendar.unverifiedYears.has(year)) {
    return {
      kind: 'unverified-year',
      text: `Календарь на ${year} год может измениться: сверьте его с постановлением о переносе выходных дней.`,
    };
  }
  return undefined;
}
