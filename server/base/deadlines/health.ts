import { cityDay } from '../../lib/city.ts';
import { defineCheck, type FoundFault } from '../../lib/health/health-check.ts';
import { readAlarm } from './calendar-alarm.ts';

const link = '/staff/directories?tab=calendar';
const cure = 'Загрузите его в «Справочниках», «Календарь»: постановление о переносе выходных выходит осенью.';

type Code = 'this-year' | 'next-year' | 'unverified';

/** What the alarm of the calendar means on a local day. */
export function judgeAlarm(alarm: ReturnType<typeof readAlarm>, today: string): FoundFault<Code>[] {
  if (!alarm) return [];
  const words = `${alarm.year} год.`;
  if (alarm.kind === 'unverified') return [{ code: 'unverified', words }];
  return [{ code: today.startsWith(String(alarm.year)) ? 'this-year' : 'next-year', words }];
}

export const calendarCheck = defineCheck({
  id: 'deadlines.calendar',
  looksAt: 'Производственный календарь',
  faults: {
    'this-year': {
      severity: 'error',
      title: 'Нет календаря текущего года: сроки считаются без праздников',
      cure,
      link,
    },
    'next-year': { severity: 'warning', title: 'Нет календаря следующего года', cure, link },
    unverified: {
      severity: 'warning',
      title: 'Календарь года ещё не утверждён: сроки считаются по проекту',
      cure: 'Когда выйдет постановление, сверьте переносы и загрузите календарь в «Справочниках».',
      link,
    },
  },
  run: async ({ config, now }) => judgeAlarm(readAlarm(now), cityDay(config, now)),
});
