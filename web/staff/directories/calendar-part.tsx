import type { ReactNode } from 'react';
import { getCalendarYear } from '../../../shared/contract/deadlines.ts';
import type { RouteReply } from '../../../shared/contract/route.ts';
import { counted } from '../../../shared/text/plural.ts';
import { useNow } from '../../lib/format.ts';
import { useRoute } from '../../lib/query.ts';
import { useUrlQuery } from '../../lib/router.tsx';
import { Button } from '../../ui/button.tsx';
import { Loadable } from '../../ui/states.tsx';

type Day = RouteReply<typeof getCalendarYear>['days'][number];

const months = [
  'Январь',
  'Февраль',
  'Март',
  'Апрель',
  'Май',
  'Июнь',
  'Июль',
  'Август',
  'Сентябрь',
  'Октябрь',
  'Ноябрь',
  'Декабрь',
];
const kindWords: Readonly<Record<Day['kind'], string>> = {
  off: 'нерабочий',
  shortened: 'сокращённый',
  'working-weekend': 'рабочая суббота или воскресенье',
};

/** The working calendar of a year: only the days that differ from plain weeks. */
export function CalendarPart(): ReactNode {
  const [query, change] = useUrlQuery();
  const now = useNow(3_600_000);
  const year = Number(query.year) || new Date(now).getFullYear();
  const calendar = useRoute(getCalendarYear, { params: { year } }, { staleTime: 600_000 });
  return (
    <div className="desk__list">
      <div className="desk__filters">
        <Button icon="left" onClick={() => change({ year: String(year - 1) })}>
          {year - 1}
        </Button>
        <b>{year}</b>
        <Button onClick={() => change({ year: String(year + 1) })}>{year + 1}</Button>
      </div>
      <Loadable query={calendar} failed={`Календаря на ${year} год нет`}>
        {(data) => (
          <>
            <p>
              Всего {counted(data.workingDays, 'рабочий день', 'рабочих дня', 'рабочих дней')}. Обычные
              субботы и воскресенья не показаны.
            </p>
            <div className="desk__months">
              {months.map((title, at) => (
                <Month
                  key={title}
                  title={title}
                  days={data.days.filter(({ date }) => Number(date.slice(5, 7)) === at + 1)}
                />
              ))}
            </div>
          </>
        )}
      </Loadable>
    </div>
  );
}

function Month(props: { title: string; days: readonly Day[] }): ReactNode {
  return (
    <section className="desk__sheet">
      <h2 className="section__title">{props.title}</h2>
      {props.days.length === 0 ? (
        <p className="muted">Обычные недели</p>
      ) : (
        <ul>
          {props.days.map(({ date, kind, title }) => (
            <li key={date}>
              <b>{Number(date.slice(8))}</b> — {title ?? kindWords[kind]}
              {title && kind === 'shortened' && ', сокращённый'}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
