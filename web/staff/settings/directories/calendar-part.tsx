import type { ReactNode } from 'react';
import { getCalendarYear } from '../../../../shared/contract/base/deadlines.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useNow } from '../../../lib/format.ts';
import { useRoute } from '../../../lib/query.ts';
import { useUrlQuery } from '../../../lib/router.tsx';
import { usePermission } from '../../../lib/session.ts';
import { Button } from '../../../ui/button.tsx';
import { Loadable } from '../../../ui/states.tsx';
import { YearUpload } from './year-upload.tsx';
import './year.css';

type Year = RouteReply<typeof getCalendarYear>;
type Day = Year['days'][number];

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
const weekdays = ['пн', 'вт', 'ср', 'чт', 'пт', 'сб', 'вс'];
const kindWords: Readonly<Record<Day['kind'], string>> = {
  off: 'нерабочий',
  shortened: 'сокращённый',
  'working-weekend': 'рабочий выходной',
};

/** The working calendar of a year as a grid, with the reasons of unusual days; an administrator imports a year. */
export function CalendarPart(): ReactNode {
  const [query, change] = useUrlQuery();
  const now = useNow(3_600_000);
  const year = Number(query.year) || new Date(now).getFullYear();
  const mayEdit = usePermission('deadlines.manage');
  const calendar = useRoute(getCalendarYear, { params: { year } }, { staleTime: 60_000 });
  return (
    <div className="desk__list">
      <div className="desk__filters">
        <Button icon="left" onClick={() => change({ year: String(year - 1) })}>
          {year - 1}
        </Button>
        <b>{year}</b>
        <Button onClick={() => change({ year: String(year + 1) })}>{year + 1}</Button>
        {mayEdit && <YearUpload onSaved={(saved) => change({ year: String(saved) })} />}
      </div>
      <Loadable query={calendar} failed={`Календаря на ${year} год нет`}>
        {(data) => (
          <>
            <p>
              Всего {counted(data.workingDays, 'рабочий день', 'рабочих дня', 'рабочих дней')}.{' '}
              <span className="year__sample is-off">7</span> нерабочий,{' '}
              <span className="year__sample is-short">7</span> сокращённый,{' '}
              <span className="year__sample is-worked">7</span> рабочий выходной.
            </p>
            <div className="desk__months">
              {months.map((title, at) => (
                <Month key={title} title={title} month={at + 1} data={data} />
              ))}
            </div>
          </>
        )}
      </Loadable>
    </div>
  );
}

interface Cell {
  date: string;
  isWeekend: boolean;
  day: Day | undefined;
}

/** Weeks of a month, Monday first; days of other months are empty. */
function layOut({ year, days }: Year, month: number): (Cell | null)[][] {
  const length = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const before = (new Date(Date.UTC(year, month - 1, 1)).getUTCDay() + 6) % 7;
  const cells: (Cell | null)[] = Array.from({ length: before }, () => null);
  for (let at = 1; at <= length; at += 1) {
    const date = `${year}-${String(month).padStart(2, '0')}-${String(at).padStart(2, '0')}`;
    const isWeekend = [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay());
    cells.push({ date, isWeekend, day: days.find((one) => one.date === date) });
  }
  while (cells.length % 7 !== 0) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
}

function Month(props: { title: string; month: number; data: Year }): ReactNode {
  const { title, month, data } = props;
  const named = data.days.filter(({ date }) => Number(date.slice(5, 7)) === month);
  return (
    <section className="desk__sheet">
      <h2 className="section__title">{title}</h2>
      <table className="year__month" aria-label={title}>
        <thead>
          <tr>
            {weekdays.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {layOut(data, month).map((week) => (
            <tr key={week.find((cell) => cell)?.date}>
              {week.map((cell, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the column of a week is its weekday
                <td key={at} className={cell ? dayClass(cell) : undefined}>
                  {cell && Number(cell.date.slice(8))}
                  {cell && describeCell(cell) && <span className="aloud">, {describeCell(cell)}</span>}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {named.length > 0 && (
        <ul className="small">
          {groupByReason(named).map(([reason, days]) => (
            <li key={reason}>
              <b>{days.join(', ')}</b> — {reason}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** «1, 2, 3 — Новогодние каникулы»: each reason once, in the order of its first day. */
function groupByReason(days: readonly Day[]): [string, number[]][] {
  const groups = new Map<string, number[]>();
  for (const { date, kind, title } of days) {
    const reason = title ? `${title}${kind === 'shortened' ? ', сокращённый' : ''}` : kindWords[kind];
    groups.set(reason, [...(groups.get(reason) ?? []), Number(date.slice(8))]);
  }
  return [...groups];
}

function dayClass({ day, isWeekend }: Cell): string | undefined {
  if (day?.kind === 'off') return 'is-off';
  if (day?.kind === 'shortened') return 'is-short';
  if (day?.kind === 'working-weekend') return 'is-worked';
  return isWeekend ? 'is-off' : undefined;
}

const describeCell = ({ day, isWeekend }: Cell): string =>
  day ? kindWords[day.kind] : isWeekend ? 'выходной' : '';
