import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { PublicationCalendar } from '../../../../shared/contract/pages/publications.ts';
import { createPublication } from '../../../../shared/contract/pages/publications-acts.ts';
import type { DayIdea, PromiseIdea } from '../../../../shared/contract/pages/publications-list.ts';
import { formatDay, momentAt } from '../../../../shared/text/dates.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useFormats } from '../../../lib/format.ts';
import { Button } from '../../../ui/button.tsx';
import { Failures } from '../../../ui/failures/failures.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { Section } from '../../../ui/section.tsx';
import { keepCard } from './use-variant-acts.ts';
import { listWindows, windowsFor } from './writing/windows.ts';

interface Props {
  promises: readonly PromiseIdea[];
  days: readonly DayIdea[];
  calendar: PublicationCalendar;
  /** '' = chosen later. */
  pageId: string;
  onBegun: (id: string) => void;
}

/** Promises whose term is near or that were kept, holidays and memorable days: a press begins a draft. */
export function DatedIdeas({ promises, days, calendar, pageId, onBegun }: Props): ReactNode {
  const client = useQueryClient();
  const { zone } = useFormats();
  const create = useCommand(createPublication, {
    done: 'Черновик начат: заполните пропуски на месте «…»',
    onDone: (card) => {
      keepCard(client, card);
      onBegun(card.id);
    },
  });
  const begin = (text: string, dueAt: string | undefined) =>
    create.mutate({
      body: {
        text,
        risk: calendar.risks[0]?.id ?? '',
        variants: pageId && dueAt ? [{ pageId, ownText: null, dueAt }] : [],
      },
    });
  const beginNext = (text: string) => {
    const asked = windowsFor(calendar, pageId ? [pageId] : [], { zone, now: Date.now() });
    const [window] = listWindows(asked, asked.now.day, 1);
    begin(text, window && momentAt(window.day, window.time, zone).toISOString());
  };
  const beginOn = (day: string, text: string) =>
    begin(text, momentAt(day, calendar.windows[0] ?? '10:00', zone).toISOString());
  return (
    <>
      <Failures of={create} />
      <Shelf
        title="Обещания города"
        isBusy={create.isPending}
        onWrite={({ text }) => beginNext(text)}
        rows={promises.map(({ key, isKept, title, place, body, on, text }) => ({
          key,
          mark: <Mark tone={isKept ? 'ok' : 'info'}>{isKept ? 'сдержано' : 'срок близко'}</Mark>,
          title,
          about: [place, body, `срок ${formatDay(on)}`].filter(Boolean).join(', '),
          on,
          text,
        }))}
      />
      <Shelf
        title="Даты"
        isBusy={create.isPending}
        onWrite={({ on, text }) => beginOn(on, text)}
        rows={days.map(({ title, basis, on, text }) => ({
          key: `${on} ${title}`,
          mark: <span className="nowrap">{formatDay(on)}</span>,
          title,
          about: basis,
          on,
          text,
        }))}
      />
    </>
  );
}

interface Row {
  key: string;
  mark: ReactNode;
  title: string;
  about: string;
  on: string;
  text: string;
}

function Shelf(props: {
  title: string;
  rows: readonly Row[];
  isBusy: boolean;
  onWrite: (row: Row) => void;
}): ReactNode {
  const { rows, isBusy, onWrite } = props;
  if (rows.length === 0) return null;
  return (
    <Section title={props.title} isSmall>
      <ul className="ideas">
        {rows.map((row) => (
          <li key={row.key} className="idea">
            {row.mark}
            <div>
              <h3>{row.title}</h3>
              <p className="muted small">{row.about}</p>
            </div>
            <Button busy={isBusy} aria-label={`Написать: ${row.title}`} onClick={() => onWrite(row)}>
              Написать
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
