import { type ReactNode, useEffect, useRef } from 'react';
import type { MeetingCard } from '../../../../shared/contract/group/working-group-meetings.ts';
import {
  previewProtocol,
  type SheetBlock,
} from '../../../../shared/contract/group/working-group-protocol.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { useFormats } from '../../../lib/format.ts';
import { useRoute } from '../../../lib/query.ts';
import { Mark } from '../../../ui/mark.tsx';
import { Section } from '../../../ui/section.tsx';
import { Loadable } from '../../../ui/states.tsx';

type Sheet = RouteReply<typeof previewProtocol>;

/** The protocol as the record would make it now, by the words of the paper; the decision being typed stands where it will be. */
export function LiveSheet({ card }: { card: MeetingCard }): ReactNode {
  const formats = useFormats();
  const sheet = useRoute(previewProtocol, { params: { id: card.id } }, { refreshEvery: 15_000 });
  const last = card.presided.at(-1);
  return (
    <aside className="live__sheet" aria-label="Протокол и проверки">
      <Section
        title={
          <>
            Протокол <span className="push muted">растёт сам</span>
          </>
        }
        isSmall
      >
        <Loadable query={sheet} failed="Протокол не загрузился">
          {(data) => <Paper sheet={data} card={card} />}
        </Loadable>
      </Section>
      <Checks card={card} />
      <p className="live__stamp">
        <b>Место отметки о подписи</b>
        <span>
          {card.presiding?.name ?? 'кто ведёт последним'}
          {last && `, ведёт с ${formats.time(last.from)}`}; после закрытия
        </span>
      </p>
    </aside>
  );
}

function Paper({ sheet, card }: { sheet: Sheet; card: MeetingCard }): ReactNode {
  const paper = useRef<HTMLElement>(null);
  const { draft } = card;
  // What is being written stays in view; the rest is scrolled by whoever reads it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the item in hand moves the mark the sheet is scrolled to
  useEffect(() => {
    const place = paper.current?.querySelector<HTMLElement>(draft ? '.sheet__typing' : '[data-now]');
    if (place && paper.current)
      paper.current.scrollTo({ top: Math.max(0, place.offsetTop - paper.current.clientHeight / 2) });
  }, [draft, card.currentItemId]);
  const at = draft ? sheet.blocks.findLastIndex(({ itemId }) => itemId === draft.itemId) : -1;
  const now = sheet.blocks.findIndex(({ itemId }) => itemId !== null && itemId === card.currentItemId);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: who only reads scrolls a long sheet by keys
    <article ref={paper} className="sheet" tabIndex={0} aria-label="Протокол по записям сейчас">
      <p className="sheet__centre">{sheet.organisation}</p>
      <p className="sheet__centre">
        <b>ПРОТОКОЛ</b>
      </p>
      <p className="sheet__centre">{sheet.title}</p>
      <p className="sheet__spread">
        <span>{formatDay(sheet.day)}</span>
        <span>{sheet.meetingNumber === null ? 'без номера' : `№ ${sheet.meetingNumber}`}</span>
      </p>
      <p className="sheet__centre">{sheet.place}</p>
      {sheet.blocks.map((block, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: blocks of a paper have no names; they only grow
        <div key={place} {...(place === now && { 'data-now': '' })}>
          <SheetPart block={block} />
          {place === at && draft && <Typing card={card} />}
        </div>
      ))}
    </article>
  );
}

function SheetPart({ block }: { block: SheetBlock }): ReactNode {
  switch (block.kind) {
    case 'heading':
      return <p className="sheet__head">{block.text}</p>;
    case 'line':
      return <p>{block.text}</p>;
    case 'list':
      return block.items.map((item) => <p key={item}>{item}</p>);
    case 'labelled':
      return (
        <p className="sheet__lines">
          <b>{block.label}</b> {block.text}
        </p>
      );
    default:
      return <p className="sheet__lines sheet__lines--body">{block.text}</p>;
  }
}

function Typing({ card }: { card: MeetingCard }): ReactNode {
  const { draft } = card;
  if (!draft) return null;
  return (
    <p className="sheet__typing">
      {draft.text}
      {draft.responsible && ` — ${draft.responsible}`}
      {draft.dueOn && `, срок ${formatDay(draft.dueOn)}`}
    </p>
  );
}

/** What should hold before the next step, each with whether it does. */
export function Checks({ card }: { card: MeetingCard }): ReactNode {
  if (card.checks.length === 0) return null;
  return (
    <Section title="Проверки" isSmall>
      <ul className="group-checks">
        {card.checks.map(({ text, isDone, isAhead }) => (
          <li key={text}>
            <Mark tone={isAhead ? 'quiet' : isDone ? 'ok' : 'warning'}>
              {text}
              {!isAhead && <span className="aloud">: {isDone ? 'выполнено' : 'не выполнено'}</span>}
            </Mark>
          </li>
        ))}
      </ul>
    </Section>
  );
}
