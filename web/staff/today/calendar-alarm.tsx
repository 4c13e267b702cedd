import { Link, type LinkProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { getCalendarAlarm } from '../../../shared/contract/deadlines.ts';
import { useRoute } from '../../lib/query.ts';
import { Icon } from '../../ui/icons.tsx';

/** The calendar of a year is wanted: told to those who load it or write dates into letters, to nobody else. */
export function CalendarAlarm(): ReactNode {
  const { data } = useRoute(getCalendarAlarm, undefined, { staleTime: 3_600_000 });
  if (!data?.alarm) return null;
  const { year, kind } = data.alarm;
  return (
    <p className="today__alarm" role="note">
      <Icon name="diamond" />
      <span>
        <b>
          {kind === 'missing'
            ? `Производственного календаря на ${year} год нет.`
            : `Календарь на ${year} год — проект, ещё не утверждён.`}
        </b>{' '}
        Сроки в {year} году считаются по обычным неделям и могут быть неверны.{' '}
        <Link
          {...({ to: '/staff/directories', search: { part: 'calendar', year: String(year) } } as LinkProps)}
        >
          Открыть календарь
        </Link>
      </span>
    </p>
  );
}
