import {
  type ReactNode,
  type Ref,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
} from 'react';
import type { CalendarPage, PublicationCalendar } from '../../../../../shared/contract/pages/publications.ts';
import { formatDay, formatWeekday } from '../../../../../shared/text/dates.ts';
import { Icon } from '../../../../ui/icons.tsx';
import { dayTitle } from '../publication-words.ts';
import { type CalendarColumn, type CalendarHands, columnsOf } from './calendar-columns.ts';
import { CalendarRow, type RowLook } from './calendar-row.tsx';
import { useDayDrag } from './use-day-drag.ts';
import { type GridHandle, useGridKeys } from './use-grid-keys.ts';

interface Props {
  calendar: PublicationCalendar;
  /** Those of it that are shown. */
  pages: readonly CalendarPage[];
  look: RowLook;
  caption: string;
  /** The piece that is open below. */
  openId: string;
  mayKeep: boolean;
  mayHush: boolean;
  hands: CalendarHands;
  grid: Ref<GridHandle>;
}

/** Pages and days: what came out, what will, whether the norm will be met. Walked by arrows; items are dragged from day to day. */
export function CalendarTable(props: Props): ReactNode {
  const { calendar, pages, look, openId, mayKeep, hands } = props;
  const { days, today } = calendar;
  const captionId = useId();
  const table = useRef<HTMLTableElement>(null);
  const columns = useMemo(() => columnsOf({ days, today }), [days, today]);
  const start = Math.max(
    0,
    columns.findIndex((column) => column.kind === 'day' && column.isToday),
  );
  const { handle, ...keys } = useGridKeys(table, {
    rows: pages.length,
    columns: columns.length,
    start: { row: 0, column: start, item: 0 },
  });
  useImperativeHandle(props.grid, () => handle);
  const drag = useDayDrag(hands.move);
  const frame = useTodayInSight(days[0]?.day ?? '');
  return (
    <section ref={frame} className="calendar-frame" aria-labelledby={captionId}>
      <table
        ref={table}
        className={`calendar calendar--${look}`}
        style={look === 'month' ? { minWidth: `${monthWidth(columns)}rem` } : undefined}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table walked by arrows is a grid by the ARIA pattern
        role="grid"
        {...keys}
        {...drag}
      >
        <caption className="aloud" id={captionId}>
          {props.caption}
        </caption>
        <Head columns={columns} look={look} mayHush={props.mayHush} hands={hands} />
        <tbody>
          {pages.map((page, row) => (
            <CalendarRow
              key={page.id}
              page={page}
              row={row}
              columns={columns}
              look={look}
              openId={holds(page, openId) ? openId : ''}
              mayKeep={mayKeep}
              hands={hands}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Wide enough for glyphs to be pressed, in rem: narrower, a month scrolls sideways under the names of its pages. */
const monthWidth = (columns: readonly CalendarColumn[]): number =>
  columns.reduce((width, { kind }) => width + (kind === 'day' ? 1.75 : 2.875), 11);

/** A month that does not fit begins at today's week. */
function useTodayInSight(from: string) {
  const frame = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each month
  useLayoutEffect(() => {
    const node = frame.current;
    const head = node?.querySelector<HTMLElement>('thead .is-today');
    if (node && head) node.scrollLeft = Math.max(0, head.offsetLeft - node.clientWidth / 2);
  }, [from]);
  return frame;
}

const holds = (page: CalendarPage, id: string): boolean =>
  id !== '' && page.days.some(({ items }) => items.some(({ publicationId }) => publicationId === id));

function Head(props: {
  columns: readonly CalendarColumn[];
  look: RowLook;
  mayHush: boolean;
  hands: CalendarHands;
}): ReactNode {
  const { columns, look, mayHush, hands } = props;
  return (
    <thead>
      <tr>
        <th scope="col" className="calendar__corner">
          Страница
        </th>
        {columns.map((column) =>
          column.kind === 'norm' ? (
            <th key={`norm-${column.week}`} scope="col" className="calendar__norm-head">
              Норма
            </th>
          ) : (
            <DayHead key={column.day.day} column={column} look={look} onHush={mayHush ? hands.hush : null} />
          ),
        )}
      </tr>
    </thead>
  );
}

/** «Пт 27.11»; a day of silence says why. */
function DayHead(props: {
  column: Extract<CalendarColumn, { kind: 'day' }>;
  look: RowLook;
  onHush: ((day: string) => void) | null;
}): ReactNode {
  const { column, look, onHush } = props;
  const { day, quiet, isWorking } = column.day;
  const title =
    look === 'week' ? (
      dayTitle(day)
    ) : (
      <>
        {Number(day.slice(8))}
        <span className="aloud">
          {' '}
          {formatWeekday(day)}, {formatDay(day).slice(0, 5)}
        </span>
      </>
    );
  const words = (
    <>
      {title}
      {quiet && (
        <span className="calendar__quiet" title={`Страницы молчат: ${quiet}`}>
          <Icon name="pause" size="text" />
          <span className={look === 'week' ? undefined : 'aloud'}>{quiet}</span>
        </span>
      )}
    </>
  );
  return (
    <th
      scope="col"
      className={[
        column.isToday ? 'is-today' : '',
        isWorking ? '' : 'is-off',
        quiet ? 'is-quiet' : '',
        column.at % 7 === 0 ? 'is-monday' : '',
      ]
        .filter(Boolean)
        .join(' ')}
      aria-current={column.isToday ? 'date' : undefined}
    >
      {onHush && !column.isPast ? (
        <button type="button" className="calendar__day" title="День тишины" onClick={() => onHush(day)}>
          {words}
        </button>
      ) : (
        <span className="calendar__day">{words}</span>
      )}
    </th>
  );
}
