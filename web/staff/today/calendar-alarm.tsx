import type { ReactNode } from 'react';
import { getCalendarAlarm } from '../../../shared/contract/base/deadlines.ts';
import { describeCalendarAlarm } from '../../../shared/text/deadlines.ts';
import { useRoute } from '../../lib/query.ts';
import { Icon } from '../../ui/icons.tsx';
import { PageLink } from '../../ui/page-link.tsx';

/** The calendar of a year is wanted: told to those who load it or write dates into letters, to nobody else. */
export function CalendarAlarm(): ReactNode {
  const { data } = useRoute(getCalendarAlarm, undefined, { staleTime: 3_600_000 });
  if (!data?.alarm) return null;
  const { year, kind } = data.alarm;
  const { what, so } = describeCalendarAlarm(year, kind);
  return (
    <p className="today__alarm" role="note">
      <Icon name="diamond" />
      <span>
        <b>{what}.</b> {so}{' '}
        <PageLink to="/staff/directories" search={{ tab: 'calendar', year: String(year) }}>
          Открыть календарь
        </PageLink>
      </span>
    </p>
  );
}
