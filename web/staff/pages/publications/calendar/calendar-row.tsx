import { memo, type ReactNode } from 'react';
import type {
  CalendarItem,
  CalendarPage,
  PageNorm,
} from '../../../../../shared/contract/pages/publications.ts';
import { type Formats, useFormats } from '../../../../lib/format.ts';
import { Icon } from '../../../../ui/icons.tsx';
import { dayTitle, itemWords } from '../publication-words.ts';
import { asMovable, cellLooks, spotName } from './calendar-cells.ts';
import type { CalendarColumn, CalendarHands } from './calendar-columns.ts';
import { NormTold } from './norm-told.tsx';

export type RowLook = 'week' | 'month';

interface RowProps {
  page: CalendarPage;
  row: number;
  columns: readonly CalendarColumn[];
  look: RowLook;
  /** The piece that is open, where it is in this row; '' else. */
  openId: string;
  mayKeep: boolean;
  hands: CalendarHands;
}

/** One page with its days; drawn again only when something of it is another. */
export const CalendarRow = memo(function CalendarRow(props: RowProps): ReactNode {
  const { page, row, columns } = props;
  // Asked for once a row: each of the hundreds of items would watch the session by itself.
  const formats = useFormats();
  return (
    <tr data-page={page.id}>
      <th scope="row">
        <b>{page.body}</b>
        <small>
          {page.networkTitle}
          {page.manualReason && (
            <span className="calendar__manual" title={page.manualReason}>
              , руками<span className="aloud">: {page.manualReason}</span>
            </span>
          )}
        </small>
      </th>
      {columns.map((column, at) =>
        column.kind === 'norm' ? (
          <NormCell
            key={`norm-${column.week}`}
            {...props}
            norm={page.weeks[column.week]}
            spot={`${row}:${at}:0`}
          />
        ) : (
          <DayCell key={column.day.day} {...props} column={column} at={at} formats={formats} />
        ),
      )}
    </tr>
  );
});

interface DayProps extends RowProps {
  column: Extract<CalendarColumn, { kind: 'day' }>;
  at: number;
  formats: Formats;
}

const noItems: readonly CalendarItem[] = [];

function DayCell(props: DayProps): ReactNode {
  const { page, row, column, at, look, mayKeep, hands } = props;
  const { day, isWorking, quiet } = column.day;
  const items = page.days[column.at]?.items ?? noItems;
  const isOpen = mayKeep && !column.isPast && quiet === '';
  const isStop = items.length === 0 && !isOpen;
  const write = () => hands.write({ pageId: page.id, day });
  const name = `Написать, ${dayTitle(day)}`;
  let stops = 0;
  return (
    <td
      data-day={day}
      data-past={column.isPast || undefined}
      data-spot={isStop ? `${row}:${at}:0` : undefined}
      tabIndex={isStop ? -1 : undefined}
      className={dayClass(column, isWorking, quiet)}
    >
      {items.map((item) => {
        const spot = spotName({ row, column: at, item: stops++ });
        const key = item.variantId ?? item.url + item.at;
        if (item.state !== 'failed' || !mayKeep || look === 'month')
          return <ItemStop key={key} {...props} item={item} spot={spot} />;
        return (
          <ItemStop key={key} {...props} item={item} spot={spot}>
            <Retry item={item} spot={spotName({ row, column: at, item: stops++ })} hands={hands} />
          </ItemStop>
        );
      })}
      {items.length === 0 && isOpen && (
        <button
          type="button"
          tabIndex={-1}
          className="calendar__write"
          data-spot={`${row}:${at}:0`}
          aria-label={name}
          onClick={write}
        />
      )}
      {items.length > 0 && isOpen && look === 'week' && (
        <button type="button" tabIndex={-1} className="calendar__more" aria-label={name} onClick={write}>
          <Icon name="plus" size="text" />
        </button>
      )}
    </td>
  );
}

const dayClass = (column: DayProps['column'], isWorking: boolean, quiet: string): string =>
  [
    'calendar__cell',
    isWorking ? '' : 'is-off',
    quiet ? 'is-quiet' : '',
    column.isToday ? 'is-today' : '',
    column.at % 7 === 0 ? 'is-monday' : '',
  ]
    .filter(Boolean)
    .join(' ');

/** A piece in a cell: its glyph and time, its words aloud. What was published past Otklik opens on its page. */
function ItemStop(
  props: Pick<DayProps, 'look' | 'openId' | 'hands' | 'mayKeep' | 'formats'> & {
    item: CalendarItem;
    spot: string;
    children?: ReactNode;
  },
): ReactNode {
  const { item, spot, look, openId, hands, mayKeep, formats } = props;
  const { publicationId, variantId, url } = item;
  const movable = mayKeep ? asMovable(item) : null;
  const stop = {
    tabIndex: -1,
    className: `calendar__item calendar__item--${item.state}`,
    title: itemWords(item),
    'data-spot': spot,
  };
  const inside = <ItemWords item={item} look={look} formats={formats} />;
  return (
    <span className="calendar__piece">
      {publicationId === null ? (
        <a {...stop} href={url} target="_blank" rel="noopener noreferrer">
          {inside}
        </a>
      ) : (
        <button
          {...stop}
          type="button"
          data-variant={variantId ?? undefined}
          data-piece={publicationId}
          data-at={item.at}
          data-movable={movable ? '' : undefined}
          aria-current={publicationId === openId ? 'true' : undefined}
          onClick={() => hands.open(publicationId)}
        >
          {inside}
        </button>
      )}
      {props.children}
    </span>
  );
}

function ItemWords(props: { item: CalendarItem; look: RowLook; formats: Formats }): ReactNode {
  const { item, look, formats } = props;
  const { icon, word } = cellLooks[item.state];
  const time = formats.time(item.at);
  return (
    <>
      <span className="calendar__told">
        <Icon name={icon} size="text" />
        <span className={look === 'month' ? 'aloud' : undefined}>{word ? `${word} ${time}` : time}</span>
      </span>
      {item.isMarked && look === 'week' && <Icon name="up" size="text" />}
      <span className="aloud">, {itemWords(item)}</span>
    </>
  );
}

function Retry(props: { item: CalendarItem; spot: string; hands: CalendarHands }): ReactNode {
  const { item, spot, hands } = props;
  const { publicationId, variantId } = item;
  if (publicationId === null || variantId === null) return null;
  return (
    <button
      type="button"
      tabIndex={-1}
      className="link-button calendar__retry"
      data-spot={spot}
      onClick={() => hands.retry({ publicationId, variantId })}
    >
      повторить
    </button>
  );
}

function NormCell(props: RowProps & { norm: PageNorm | undefined; spot: string }): ReactNode {
  const { norm, spot, page, look, mayKeep, hands } = props;
  const isLacking = norm?.state === 'short' || norm?.state === 'danger';
  const isButton = isLacking && mayKeep;
  return (
    <td
      className="calendar__norm"
      data-spot={isButton ? undefined : spot}
      tabIndex={isButton ? undefined : -1}
    >
      {norm && (
        <NormTold
          norm={norm}
          look={look}
          spot={isButton ? spot : null}
          onWrite={isButton ? () => hands.write({ pageId: page.id, day: null }) : null}
        />
      )}
    </td>
  );
}
