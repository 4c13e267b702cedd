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
      {promises.length > 0 && (
        <Section title="Обещания города" isSmall>
          <ul className="ideas">
            {promises.map(({ key, isKept, title, place, body, on, text }) => (
              <li key={key} className="idea">
                <Mark tone={isKept ? 'ok' : 'info'}>{isKept ? 'сдержано' : 'срок близко'}</Mark>
                <div>
                  <h3>{title}</h3>
                  <p className="muted small">
                    {[place, body, `срок ${formatDay(on)}`].filter(Boolean).join(', ')}
                  </p>
                </div>
                <Button
                  busy={create.isPending}
                  aria-label={`Написать: ${title}`}
                  onClick={() => beginNext(text)}
                >
                  Написать
                </Button>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {days.length > 0 && (
        <Section title="Даты" isSmall>
          <ul className="ideas">
            {days.map(({ title, basis, on, text }) => (
              <li key={`${on} ${title}`} className="idea">
                <span className="nowrap">{formatDay(on)}</span>
                <div>
                  <h3>{title}</h3>
                  <p className="muted small">{basis}</p>
                </div>
                <Button
                  busy={create.isPending}
                  aria-label={`Написать: ${title}`}
                  onClick={() => beginOn(on, text)}
                >
                  Написать
                </Button>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}
