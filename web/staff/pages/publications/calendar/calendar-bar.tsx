import type { ReactNode } from 'react';
import type { QueryText } from '../../../../lib/url-query.ts';
import { IconButton } from '../../../../ui/button.tsx';
import { SegmentedLinks } from '../../../../ui/tabs.tsx';
import { type CalendarView, calendarViews, type Place, periodTitle, stepDay } from '../calendar-place.ts';

const viewTitles: Readonly<Record<CalendarView, string>> = {
  week: 'Неделя',
  month: 'Месяц',
  list: 'Список',
};

const stepTitles = {
  week: ['Прошлая неделя', 'Следующая неделя'],
  month: ['Прошлый месяц', 'Следующий месяц'],
} as const;

/** Which days, and how they are shown. */
export function CalendarBar(props: {
  place: Place;
  today: string;
  change: (patch: QueryText) => void;
}): ReactNode {
  const { place, today, change } = props;
  const { view, on } = place;
  const step = (by: 1 | -1) => change({ on: stepDay(place, today, by) });
  return (
    <>
      {view !== 'list' && (
        <span className="calendar-bar">
          <IconButton icon="left" label={stepTitles[view][0]} onClick={() => step(-1)} />
          <b className="nowrap" aria-live="polite">
            {periodTitle(place, today)}
          </b>
          <IconButton icon="next" label={stepTitles[view][1]} onClick={() => step(1)} />
        </span>
      )}
      <SegmentedLinks
        label="Вид"
        links={calendarViews.map((one) => ({
          to: '/staff/publications',
          search: { view: one === 'week' ? '' : one, on },
          label: viewTitles[one],
          current: one === view,
        }))}
      />
      {view !== 'list' && (
        <IconButton kind="quiet" icon="print" label="Напечатать календарь" onClick={() => print()} />
      )}
    </>
  );
}
