import type { Ctx } from '../../lib/module/context.ts';
import type { ReadinessLine } from '../../lib/readiness.ts';
import { readAlarm } from './calendar-alarm.ts';

/** The working calendar that terms are counted by. */
export async function listCalendarLines({ now }: Ctx): Promise<ReadinessLine[]> {
  const alarm = readAlarm(now);
  return [
    {
      id: 'calendar',
      title: 'Производственный календарь',
      isDone: alarm === null,
      isRequired: false,
      words: !alarm
        ? 'Есть на этот год'
        : alarm.kind === 'missing'
          ? `Нет календаря на ${alarm.year} год: сроки считаются без праздников.`
          : `Календарь на ${alarm.year} год ещё не утверждён.`,
      link: { to: '/staff/directories?tab=calendar', title: 'Календарь' },
    },
  ];
}
