import { type ReactNode, useState } from 'react';
import type { RemarkShelf } from '../../../../shared/contract/participation/discussion-remarks.ts';
import {
  type DiscussionCard,
  downloadDiscussionPaper,
  getDiscussionRules,
  readDiscussion,
} from '../../../../shared/contract/participation/discussions.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import {
  discussionKindTitles,
  discussionPaperTitles,
  discussionStateTitles,
  openDiscussionStateOf,
  papersOf,
} from '../../../../shared/text/participation/discussion-words.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { buildUrl } from '../../../lib/api.ts';
import { useFormats } from '../../../lib/format.ts';
import { PageTitle } from '../../../lib/page-title.tsx';
import { useRoute } from '../../../lib/query.ts';
import { useParam } from '../../../lib/router.tsx';
import { ButtonLink } from '../../../ui/button.tsx';
import { Facts } from '../../../ui/figures.tsx';
import { Mark, Note } from '../../../ui/mark.tsx';
import { PollDecisionPart } from '../../../ui/polls/decision.tsx';
import { Section } from '../../../ui/section.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { CountedSection } from '../../base/counted/counted-section.tsx';
import { HistoryPart } from '../../base/parts/history-part.tsx';
import { FileLink, OutLink } from '../../base/parts/papers.tsx';
import { LedPage, WaitsNote } from '../parts/led-page.tsx';
import { barActs, discussionTones } from './discussion-acts.ts';
import { DiscussionDialog } from './discussion-dialogs.tsx';
import { RemarksPart } from './remarks/remarks-part.tsx';
import { DiscussionWriting } from './writing/discussion-writing.tsx';
import './discussions.css';

/** One discussion: a draft is written here, all else is led from here. */
export function DiscussionPage(): ReactNode {
  const id = useParam('id');
  const data = useRoute(readDiscussion, { params: { id } }, { refreshEvery: 30_000 });
  const [shelf, setShelf] = useState<RemarkShelf | null>(null);
  return (
    <LedPage
      title="Обсуждение"
      query={data}
      failed="Обсуждение не загрузилось"
      unknown={
        <EmptyState
          title="Такого обсуждения нет"
          action={<ButtonLink to="/staff/discussions">К обсуждениям</ButtonLink>}
        />
      }
      bar={barActs}
      dialog={(card, act, close) => (
        <DiscussionDialog card={card} act={act} onShelf={setShelf} onClose={close} />
      )}
    >
      {(card) => <Discussion card={card} shelf={shelf} onShelf={setShelf} />}
    </LedPage>
  );
}

interface Shelved {
  card: DiscussionCard;
  /** Which remarks are looked at; null = as the page opens. */
  shelf: RemarkShelf | null;
  onShelf: (shelf: RemarkShelf) => void;
}

function Discussion({ card, ...shelved }: Shelved): ReactNode {
  return (
    <>
      <PageTitle text={card.title} />
      <p className="cluster">
        <Mark tone={discussionTones[card.state]}>{discussionStateTitles[card.state]}</Mark>
        <span className="muted">{discussionKindTitles[card.kind]}</span>
      </p>
      {card.reason && (
        <Note>
          <p>{card.reason}</p>
        </Note>
      )}
      {card.can.includes('change') ? (
        <DiscussionWriting key={card.id} card={card} />
      ) : (
        <>
          <WaitsNote words={waitsFor(card)} />
          {card.decision && <PollDecisionPart decision={card.decision} afterwards="" />}
          {overStates.has(card.state) && (
            <CountedSection kind="discussion" id={card.id} className="desk__sheet" />
          )}
          {card.openedAt && <RemarksPart card={card} {...shelved} />}
          <AboutPart card={card} />
          <ProjectPart card={card} />
        </>
      )}
      <HistoryPart label="Что делали с обсуждением" history={card.history} className="desk__sheet" />
    </>
  );
}

/** Its result is out: from then on decisions take its remarks into account. */
const overStates: ReadonlySet<string> = new Set(['published', 'decision-recorded', 'archived']);

/** What comes next and whose move it is. */
function waitsFor({ state, figures }: DiscussionCard): string | null {
  const { unanswered, waiting } = figures;
  switch (state) {
    case 'legal-review':
      return 'Проверяет другой человек: предмет, сроки, оповещение, пункты проекта. Утвердив, отвечает за обсуждение вместе с автором.';
    case 'approved':
      return 'Утверждено. Объявите: его увидят все, откроется оно само в назначенное время.';
    case 'closed':
      if (unanswered > 0)
        return `Предложения больше не принимают. Без обоснованного ответа ${counted(unanswered, 'замечание', 'замечания', 'замечаний')}: пока не отвечено на каждое, итог не обнародуют.`;
      return waiting > 0
        ? `На всё отвечено. Не просмотрено ${counted(waiting, 'замечание', 'замечания', 'замечаний')}: покажите или скройте с причиной.`
        : 'На каждое замечание есть ответ. Запишите, что стало с проектом, и нажмите «Все ответы даны».';
    case 'answered':
      return 'Ответы собраны. Итог всем откроет другой человек, не автор; авторам уйдут письма.';
    case 'published':
      return 'Запишите, что решили по проекту, или почему решение не нужно: без этого обсуждение не уйдёт в архив.';
    default:
      return null;
  }
}

function AboutPart({ card }: { card: DiscussionCard }): ReactNode {
  const formats = useFormats();
  const { data: rules } = useRoute(getDiscussionRules);
  const { meeting } = card;
  const subject = rules?.subjects.find(({ id }) => id === card.subject);
  return (
    <Section title="Об обсуждении" isSmall className="desk__sheet">
      <Facts
        facts={[
          ['О чём', card.matter],
          ...(subject ? [['Предмет', `${subject.title}: ${subject.law}`] as const] : []),
          [
            'Когда',
            card.opensAt && card.closesAt
              ? `${formats.dateTime(card.opensAt)} — ${formats.dateTime(card.closesAt)}`
              : 'не назначено',
          ],
          ...(meeting.at
            ? [['Собрание', `${formats.dateTime(meeting.at)}, ${meeting.place}, ${meeting.address}`] as const]
            : []),
          ...(meeting.exposition ? [['Экспозиция', meeting.exposition] as const] : []),
          ...(card.resultBy ? [['Итог', `к ${formatDay(card.resultBy)}`] as const] : []),
          ['Отвечает', card.responsible],
          ['Автор', card.madeBy],
          ...(card.approvedBy ? [['Кто утвердил', card.approvedBy] as const] : []),
        ]}
      />
      <Papers card={card} />
      {openDiscussionStateOf(card.state) && (
        <p>
          <a href={`/consultations/${card.id}`}>Как это видят жители</a>
        </p>
      )}
    </Section>
  );
}

/** Papers by the house's forms; a copy of now, signed by hand. */
function Papers({ card }: { card: DiscussionCard }): ReactNode {
  return (
    <ul className="discussions__papers">
      {papersOf(card.kind).map((paper) => (
        <li key={paper}>
          {discussionPaperTitles[paper]}:{' '}
          {(['docx', 'pdf'] as const).map((format, at) => (
            <span key={format}>
              {at > 0 && ', '}
              <OutLink
                href={buildUrl(downloadDiscussionPaper, {
                  params: { id: card.id, paper },
                  query: { format },
                })}
              >
                {format === 'docx' ? 'Word' : 'PDF'}
                <span className="aloud"> — {discussionPaperTitles[paper]}</span>
              </OutLink>
            </span>
          ))}
        </li>
      ))}
    </ul>
  );
}

function ProjectPart({ card }: { card: DiscussionCard }): ReactNode {
  return (
    <Section title="Проект" isSmall className="desk__sheet">
      <ol className="discussions__project">
        {card.paragraphs.map(({ id, text, outcome }) => (
          <li key={id}>
            <p>{text}</p>
            {outcome !== null && (
              <p className="small">
                <b>Стало:</b> {outcome || 'исключён'}
              </p>
            )}
          </li>
        ))}
      </ol>
      {card.materials.length > 0 && (
        <ul>
          {card.materials.map(({ fileId, title }) => (
            <li key={fileId}>
              <FileLink fileId={fileId} title={title} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
