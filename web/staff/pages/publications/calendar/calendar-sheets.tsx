import { memo, type ReactNode } from 'react';
import type {
  CalendarItem,
  CalendarPage,
  PublicationCalendar,
} from '../../../../../shared/contract/pages/publications.ts';
import { useFormats } from '../../../../lib/format.ts';
import { Button } from '../../../../ui/button.tsx';
import { Icon } from '../../../../ui/icons.tsx';
import { dayTitle, itemWords } from '../publication-words.ts';
import { cellLooks } from './calendar-cells.ts';
import type { CalendarHands } from './calendar-columns.ts';
import { NormTold } from './norm-told.tsx';

interface Props {
  calendar: PublicationCalendar;
  pages: readonly CalendarPage[];
  caption: string;
  openId: string;
  mayKeep: boolean;
  hands: CalendarHands;
}

/** The same calendar where its columns have no room: a sheet for each page, its days with something on them one under another. */
export function CalendarSheets({ pages, caption, openId, mayKeep, hands }: Props): ReactNode {
  return (
    <ul className="calendar-sheets" aria-label={caption}>
      {pages.map((page) => (
        <Sheet key={page.id} page={page} openId={openId} mayKeep={mayKeep} hands={hands} />
      ))}
    </ul>
  );
}

const Sheet = memo(function Sheet(
  props: Pick<Props, 'openId' | 'mayKeep' | 'hands'> & { page: CalendarPage },
): ReactNode {
  const { page, openId, mayKeep, hands } = props;
  const days = page.days.filter(({ items }) => items.length > 0);
  const [week] = page.weeks;
  return (
    <li className="calendar-sheet">
      <h2>
        {page.body}
        <small className="muted">
          {page.networkTitle}
          {page.manualReason && `, руками: ${page.manualReason}`}
        </small>
      </h2>
      {week && page.weeks.length === 1 && <NormTold norm={week} look="week" onWrite={null} />}
      {days.length > 0 && (
        <ul className="calendar-sheet__days">
          {days.map(({ day, items }) => (
            <li key={day}>
              <span className="muted">{dayTitle(day)}</span>
              <span className="calendar-sheet__items">
                {items.map((item) => (
                  <SheetItem
                    key={item.variantId ?? item.url + item.at}
                    item={item}
                    isOpen={openId !== '' && item.publicationId === openId}
                    onOpen={hands.open}
                  />
                ))}
              </span>
            </li>
          ))}
        </ul>
      )}
      {days.length === 0 && <p className="muted">Ничего нет и не запланировано.</p>}
      {mayKeep && (
        <Button
          kind="quiet"
          icon="plus"
          aria-label={`Написать: ${page.body}, ${page.networkTitle}`}
          onClick={() => hands.write({ pageId: page.id, day: null })}
        >
          Написать
        </Button>
      )}
    </li>
  );
});

function SheetItem(props: { item: CalendarItem; isOpen: boolean; onOpen: (id: string) => void }): ReactNode {
  const { item, isOpen, onOpen } = props;
  const formats = useFormats();
  const { icon, word } = cellLooks[item.state];
  const time = formats.time(item.at);
  const { publicationId } = item;
  const inside = (
    <>
      <Icon name={icon} size="text" />
      {word ? `${word} ${time}` : time}
      <span className="aloud">, {itemWords(item)}</span>
    </>
  );
  const className = `calendar__item calendar__item--${item.state}`;
  if (publicationId === null)
    return (
      <a className={className} href={item.url} target="_blank" rel="noopener noreferrer">
        {inside}
      </a>
    );
  return (
    <button
      type="button"
      className={className}
      aria-current={isOpen ? 'true' : undefined}
      onClick={() => onOpen(publicationId)}
    >
      {inside}
    </button>
  );
}
