import type { ReactNode } from 'react';
import {
  listOpenRemarks,
  type OpenDiscussion,
  readOpenDiscussion,
} from '../../../shared/contract/participation/discussions-open.ts';
import { discussionKindTitles } from '../../../shared/text/participation/discussion-words.ts';
import { useFormats } from '../../lib/format.ts';
import { PageTitle } from '../../lib/page-title.tsx';
import { useRoute } from '../../lib/query.ts';
import { useParam } from '../../lib/router.tsx';
import { ButtonLink } from '../../ui/button.tsx';
import { Facts } from '../../ui/figures.tsx';
import { Note } from '../../ui/mark.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { PollDecisionPart } from '../../ui/polls/decision.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { OpenCountedPart } from '../parts/open-counted-part.tsx';
import { OpenThingPage, useAskedAnew } from '../parts/open-thing-page.tsx';
import { FilesPart } from './files-part.tsx';
import { OwnPart } from './own-part.tsx';
import { ProjectPart } from './project-part.tsx';
import { AnswersPart, ChangesPart, FiguresPart } from './result-parts.tsx';
import './consultations.css';

/** One discussion: what it is about and until when come first; then the project by paragraphs, or what came of it. */
export function ConsultationPage(): ReactNode {
  const id = useParam('id');
  const discussion = useRoute(readOpenDiscussion, { params: { id } });
  useAskedAnew(discussion.refetch);
  return (
    <OpenThingPage
      query={discussion}
      title="Обсуждение"
      failed="Обсуждение не загрузилось"
      unknown={
        <EmptyState
          title="Такого обсуждения нет"
          action={<ButtonLink to="/consultations">Все обсуждения</ButtonLink>}
        >
          Оно отменено, ещё не объявлено, или адрес неверный.
        </EmptyState>
      }
    >
      {(data) => <Shown discussion={data} />}
    </OpenThingPage>
  );
}

function Shown({ discussion }: { discussion: OpenDiscussion }): ReactNode {
  const formats = useFormats();
  const isResult = discussion.state === 'result';
  const remarks = useRoute(listOpenRemarks, { params: { id: discussion.id }, query: {} });
  return (
    <>
      <div className="question">
        <p className="small">
          {discussionKindTitles[discussion.kind]}
          {isResult && `, завершено ${formats.longDate(discussion.closesAt)}`}
        </p>
        <PageTitle text={discussion.title} />
      </div>
      <Rules discussion={discussion} />
      <State discussion={discussion} />
      {isResult && (
        <>
          <PollDecisionPart
            decision={discussion.decision}
            afterwards="ответы на предложения уже даны, решение появится здесь"
          />
          <OpenCountedPart kind="discussion" id={discussion.id} />
          <FiguresPart discussion={discussion} />
          <ChangesPart discussion={discussion} />
        </>
      )}
      <OwnPart discussion={discussion} />
      <ProjectPart discussion={discussion} remarks={remarks} />
      {isResult && <AnswersPart discussion={discussion} />}
      <FilesPart discussion={discussion} />
      <p className="small">
        Предложение в обсуждении — не обращение: на него ответят здесь, вместе со всеми. Нужен личный
        официальный ответ за подписью — <PageLink to="/appeal">подайте обращение по 59-ФЗ</PageLink>.
      </p>
    </>
  );
}

/** Said before anything is read: what it is about, until when, who answers for it, by which law. */
function Rules({ discussion }: { discussion: OpenDiscussion }): ReactNode {
  const formats = useFormats();
  const { meeting, state } = discussion;
  return (
    <section className="consultation__rules" aria-label="Об обсуждении">
      <Facts
        facts={[
          ['О чём', discussion.matter],
          state === 'open'
            ? [
                'До',
                <>
                  <b key="until">
                    {formats.dayMonth(discussion.closesAt)}, {formats.time(discussion.closesAt)}
                  </b>{' '}
                  {formats.zoneNote()}
                </>,
              ]
            : [
                'Когда',
                `с ${formats.longDate(discussion.opensAt)} по ${formats.longDate(discussion.closesAt)}`,
              ],
          ...(meeting.at
            ? [['Собрание', `${formats.dateTime(meeting.at)}, ${meeting.place}, ${meeting.address}`] as const]
            : []),
          ...(meeting.exposition ? [['Экспозиция', meeting.exposition] as const] : []),
          ['Отвечает', discussion.responsible],
          ...(discussion.law ? [['Закон', discussion.law] as const] : []),
        ]}
      />
    </section>
  );
}

function State({ discussion }: { discussion: OpenDiscussion }): ReactNode {
  const formats = useFormats();
  const { state, reason, resultBy } = discussion;
  const until = resultBy ? ` Итог будет здесь к ${formats.dayMonth(resultBy)}.` : '';
  if (state === 'soon')
    return (
      <Note>
        <p>
          <b>Начнётся {formats.dayMonth(discussion.opensAt)}.</b> Проект уже можно читать, предложить — с
          этого дня.
        </p>
      </Note>
    );
  if (state === 'answering')
    return (
      <Note>
        <p>
          <b>Предложения больше не принимают.</b> Готовим обоснованный ответ на каждое.{until}
          {reason && ` ${reason}.`}
        </p>
      </Note>
    );
  if (state === 'open' && reason)
    return (
      <Note>
        <p>Срок продлён: {reason}</p>
      </Note>
    );
  return null;
}
