import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { PublicationCalendar } from '../../../../shared/contract/pages/publications.ts';
import { beginFromSource } from '../../../../shared/contract/pages/publications-acts.ts';
import { listIdeas, type PublicationIdea } from '../../../../shared/contract/pages/publications-list.ts';
import { momentAt } from '../../../../shared/text/dates.ts';
import { acted } from '../../../../shared/text/plural.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useFormats } from '../../../lib/format.ts';
import { useRoute } from '../../../lib/query.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Failures } from '../../../ui/failures/failures.tsx';
import { SegmentedField } from '../../../ui/forms/choice-field.tsx';
import { bindFields } from '../../../ui/forms/fields.ts';
import { Section } from '../../../ui/section.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { fileUrl } from '../../base/case-kit/photo-items.ts';
import { DatedIdeas } from './dated-ideas.tsx';
import { keepCard } from './use-variant-acts.ts';
import { listWindows, windowsFor } from './writing/windows.ts';

type PictureMode = 'card' | 'photos';

const pictureModes: readonly { value: PictureMode; label: string }[] = [
  { value: 'card', label: 'Одной карточкой' },
  { value: 'photos', label: 'Двумя снимками' },
];

interface Props {
  calendar: PublicationCalendar;
  /** The page under the keyboard of the calendar; '' = chosen later. */
  pageId: string;
  onBegun: (id: string) => void;
  onClose: () => void;
}

/** What the city has done and has not told of yet: one press makes a draft of it. */
export function IdeasDialog({ calendar, pageId, onBegun, onClose }: Props): ReactNode {
  const client = useQueryClient();
  const { zone } = useFormats();
  const ideas = useRoute(listIdeas, undefined, { keepOld: false });
  const begin = useCommand(beginFromSource, {
    done: 'Черновик готов: проверьте слова и картинки',
    onDone: (card) => {
      keepCard(client, card);
      onBegun(card.id);
    },
  });
  const [pictures, setPictures] = useState<PictureMode>('card');
  const pageIds = pageId ? [pageId] : [];
  const write = ({ kind, id }: PublicationIdea) => {
    const asked = windowsFor(calendar, pageIds, { zone, now: Date.now() });
    const [window] = listWindows(asked, asked.now.day, 1);
    const dueAt = window ? momentAt(window.day, window.time, zone).toISOString() : null;
    begin.mutate({ body: { kind, id, pageIds, dueAt, pictures } });
  };
  return (
    <Dialog isOpen isWide title="О чём написать" onClose={onClose}>
      <Failures of={begin} />
      <SegmentedField
        form={bindFields({ pictures }, (next) => setPictures(next.pictures ?? pictures))}
        name="pictures"
        legend="Фото до и после"
        choices={pictureModes}
      />
      <Loadable query={ideas} failed="Решённое не загрузилось">
        {(reply) => (
          <>
            <SolvedIdeas
              ideas={reply.ideas}
              busyId={begin.isPending ? begin.variables?.body.id : undefined}
              onWrite={write}
            />
            <DatedIdeas
              promises={reply.promises}
              days={reply.days}
              calendar={calendar}
              pageId={pageId}
              onBegun={onBegun}
            />
          </>
        )}
      </Loadable>
    </Dialog>
  );
}

function SolvedIdeas(props: {
  ideas: readonly PublicationIdea[];
  busyId: string | undefined;
  onWrite: (idea: PublicationIdea) => void;
}): ReactNode {
  const { ideas, busyId, onWrite } = props;
  return (
    <Section title="Вы сообщили — мы сделали" isSmall>
      {ideas.length === 0 ? (
        <EmptyState title="Рассказывать пока не о чем">
          Сюда попадает решённое за месяц, о чём ещё не писали.
        </EmptyState>
      ) : (
        <ul className="ideas">
          {ideas.map((idea) => (
            <Idea
              key={`${idea.kind} ${idea.id}`}
              idea={idea}
              isBusy={busyId === idea.id}
              onWrite={() => onWrite(idea)}
            />
          ))}
        </ul>
      )}
    </Section>
  );
}

function Idea(props: { idea: PublicationIdea; isBusy: boolean; onWrite: () => void }): ReactNode {
  const { idea, isBusy, onWrite } = props;
  const formats = useFormats();
  const { title, start, address, at, residents, before, after } = idea;
  const pictures = [
    { id: before, alt: 'До' },
    { id: after, alt: 'После' },
  ];
  return (
    <li className="idea">
      <span className="idea__pictures">
        {pictures.map(
          ({ id, alt }) => id && <img key={alt} src={fileUrl(id, 'thumb')} alt={alt} loading="lazy" />,
        )}
      </span>
      <div>
        <h3>{title}</h3>
        <p className="muted small">
          {[
            address,
            formats.date(at),
            residents > 0 && acted(residents, ['сообщил', 'сообщили'], 'житель', 'жителя', 'жителей'),
          ]
            .filter(Boolean)
            .join(', ')}
        </p>
        <p>{start}</p>
      </div>
      <Button busy={isBusy} aria-label={`Написать: ${title}`} onClick={onWrite}>
        Написать
      </Button>
    </li>
  );
}
