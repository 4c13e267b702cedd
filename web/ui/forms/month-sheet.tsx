import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { formatDate, formatLongDate } from '../../../shared/text/dates.ts';
import { IconButton } from '../button.tsx';
import { addMonths, listWeeks, moveDay } from './month-days.ts';

const weekdays = ['Пн', 'Вт', 'Ср', 'Чт', 'Пт', 'Сб', 'Вс'] as const;
const monthTitle = new Intl.DateTimeFormat('ru', { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** A month to choose a day of: arrows walk by days and weeks, Page Up and Page Down by months. */
export function MonthSheet(props: {
  value: string;
  today: string;
  onPick: (day: string) => void;
}): ReactNode {
  const { value, today, onPick } = props;
  const [current, setCurrent] = useState(value || today);
  const table = useRef<HTMLTableElement>(null);
  const walk = (event: KeyboardEvent) => {
    // Arrows and letters of the page below stay silent while the calendar is open.
    if (event.key !== 'Escape' && event.key !== 'Tab') event.stopPropagation();
    const next = moveDay(current, event.key);
    if (!next) return;
    event.preventDefault();
    setCurrent(next);
    requestAnimationFrame(() => table.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus());
  };
  const title = monthTitle.format(new Date(`${current}T00:00Z`)).replace(' г.', '');
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the days inside; the frame itself takes no focus
    <div className="month" onKeyDown={walk}>
      <div className="month__head">
        <IconButton
          icon="left"
          label="Прошлый месяц"
          kind="quiet"
          onClick={() => setCurrent(addMonths(current, -1))}
        />
        <b aria-live="polite">{title}</b>
        <IconButton
          icon="next"
          label="Следующий месяц"
          kind="quiet"
          onClick={() => setCurrent(addMonths(current, 1))}
        />
      </div>
      <table ref={table} aria-label={title}>
        <thead>
          <tr>
            {weekdays.map((day) => (
              <th key={day} scope="col">
                {day}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {listWeeks(current).map((week) => (
            <tr key={week.find(Boolean)}>
              {week.map((day, at) => (
                <td key={day ?? weekdays[at]}>
                  {day && (
                    <button
                      type="button"
                      className="month__day"
                      tabIndex={day === current ? 0 : -1}
                      aria-pressed={day === value}
                      aria-current={day === today ? 'date' : undefined}
                      aria-label={formatLongDate(day, 'UTC')}
                      title={formatDate(day, 'UTC')}
                      onClick={() => onPick(day)}
                    >
                      {Number(day.slice(8))}
                    </button>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
