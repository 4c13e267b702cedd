import type { ReactNode } from 'react';
import { describeDay } from '../../../../shared/contract/group/working-group-attendance.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { DAY } from '../../../../shared/time.ts';
import { useRoute } from '../../../lib/query.ts';
import { Mark } from '../../../ui/mark.tsx';

type Told = RouteReply<typeof describeDay>;

/** What day a day is by the calendar; undefined until one is named and known. */
function useDay(day: string): Told | undefined {
  const told = useRoute(
    describeDay,
    { params: { day: day || '2000-01-01' } },
    { enabled: day !== '', staleTime: DAY, keepOld: false },
  );
  return told.data?.day === day ? told.data : undefined;
}

/** «вторник, рабочий день», and of a day off a word of warning with where a term on it is moved. */
export function DayWords({ day, isTerm = false }: { day: string; isTerm?: boolean }): ReactNode {
  const told = useDay(day);
  if (!told) return null;
  if (told.isWorking)
    return (
      <span className="day-words" role="status">
        {told.weekday}, рабочий день
      </span>
    );
  return (
    <span role="status">
      <Mark tone="warning">
        {told.weekday}, день нерабочий
        {isTerm && told.dueOn !== day ? `: срок станет ${formatDay(told.dueOn)}` : ''}
      </Mark>
    </span>
  );
}
