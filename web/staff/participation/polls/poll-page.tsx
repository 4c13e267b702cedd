import type { ReactNode } from 'react';
import { type PollCard, readPoll } from '../../../../shared/contract/participation/polls.ts';
import { downloadPollFigures } from '../../../../shared/contract/participation/polls-open.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import {
  kindTitles,
  pollDeedWords,
  questionTitles,
  stateTitleOf,
} from '../../../../shared/text/participation/poll-words.ts';
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
import { PollResults } from '../../../ui/polls/results.tsx';
import { Section } from '../../../ui/section.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { CountedSection } from '../../base/counted/counted-section.tsx';
import { HistoryPart } from '../../base/parts/history-part.tsx';
import { VotePart } from '../ballots/vote-part.tsx';
import { LedPage, WaitsNote } from '../parts/led-page.tsx';
import { PaperPart } from './paper/paper-part.tsx';
import { PollDialog } from './poll-dialogs.tsx';
import { actLabel, actWords, stateTones } from './poll-words.ts';
import { ProgressPart } from './progress-part.tsx';
import { SignsPart } from './signs-part.tsx';
import { WordingsPart } from './wordings-part.tsx';
import { PollConstructor } from './writing/constructor.tsx';
import './polls.css';

/** One poll: a draft is written here, all else is led from here. */
export function PollPage(): ReactNode {
  const id = useParam('id');
  const data = useRoute(readPoll, { params: { id } }, { refreshEvery: 30_000 });
  return (
    <LedPage
      title="Опрос"
      query={data}
      failed="Опрос не загрузился"
      unknown={
        <EmptyState title="Такого опроса нет" action={<ButtonLink to="/staff/polls">К опросам</ButtonLink>} />
      }
      bar={actWords}
      labelOf={(act, { kind }) => actLabel(act, kind)}
      dialog={(card, act, close) => <PollDialog card={card} act={act} onClose={close} />}
    >
      {(card) => <Poll card={card} />}
    </LedPage>
  );
}

function Poll({ card }: { card: PollCard }): ReactNode {
  const isWritten = card.can.includes('change');
  return (
    <>
      <PageTitle text={card.title} />
      <p className="cluster">
        <Mark tone={stateTones[card.state]}>{stateTitleOf(card)}</Mark>
        <span className="muted">{kindTitles[card.kind]}</span>
      </p>
      {card.reason && (
        <Note>
          <p>{card.reason}</p>
        </Note>
      )}
      {isWritten ? <PollConstructor key={card.id} card={card} /> : <Led card={card} />}
      <PaperPart card={card} />
      {card.kind === 'vote' && (
        <VotePart pollId={card.id} mayPrepare={['draft', 'legal-review', 'approved'].includes(card.state)} />
      )}
      <HistoryPart
        label={card.kind === 'vote' ? 'Что делали с голосованием' : 'Что делали с опросом'}
        history={card.history.map((one) => ({ ...one, what: pollDeedWords(card.kind, one.what) }))}
        className="desk__sheet"
      />
    </>
  );
}

/** Its result is out: from then on decisions take it into account. */
const overStates: ReadonlySet<string> = new Set(['published', 'decision-recorded', 'archived']);

/** All but a draft: what it is, how it goes, what came out, what was decided. */
function Led({ card }: { card: PollCard }): ReactNode {
  return (
    <>
      {(card.state === 'open' || card.state === 'paused') && <ProgressPart card={card} />}
      <Waits card={card} />
      <AboutPart card={card} />
      {!card.figures && <QuestionsPart card={card} />}
      {(card.decision || card.state === 'published') && (
        <PollDecisionPart decision={card.decision} afterwards={card.afterwards} />
      )}
      {overStates.has(card.state) && <CountedSection kind="poll" id={card.id} className="desk__sheet" />}
      {card.figures && (
        <PollResults
          kind={card.kind}
          figures={card.figures}
          wordings={[]}
          csv={buildUrl(downloadPollFigures, { params: { id: card.id } })}
        />
      )}
      <WordingsPart card={card} />
      {['closed', 'counted', 'published', 'decision-recorded', 'archived'].includes(card.state) && (
        <SignsPart pollId={card.id} />
      )}
      {card.figures && <QuestionsPart card={card} />}
    </>
  );
}

const waits: Partial<Record<PollCard['state'], string>> = {
  'legal-review':
    'Проверяет другой человек: вопросы, круг участников, основания. Утвердив, отвечает за опрос вместе с автором.',
  approved: 'Утверждён. Объявите: его увидят все, откроется он сам в назначенное время.',
  closed:
    'Закрыт: ответы считаются, это меньше минуты; где голосовали на бумаге — когда внесены и подтверждены все протоколы.',
  counted: 'Подсчитан. Итог видите вы; всем его откроет другой человек, не автор.',
  published:
    'Запишите, что город с этим сделал, или почему решение не требуется: без этого опрос не уйдёт в архив.',
};

const voteWaits: typeof waits = {
  ...waits,
  'legal-review':
    'Проверяет другой человек: вопросы, круг участников, основания. Утвердив, отвечает за голосование вместе с автором.',
  approved:
    'Утверждено. Когда будет ключ подсчёта, объявите: голосование увидят все, откроется оно само в назначенное время.',
  closed:
    'Закрыто: хранитель ключа вскрывает конверты, и голоса считаются сразу; где голосовали на бумаге — когда подтверждены все протоколы.',
  counted: 'Подсчитано. Итог видите вы; всем его откроет другой человек, не автор.',
  published:
    'Запишите, что город с этим сделал, или почему решение не требуется: без этого голосование не уйдёт в архив.',
};

const tiedWords =
  'Посчитано, но у проектов поровну голосов, а денег на всех нет. Решите, кто за кем и почему: до этого итог не обнародовать.';

const isTied = ({ figures }: PollCard): boolean =>
  figures?.questions.some(({ budget }) => budget?.projects.some(({ state }) => state === 'tied')) ?? false;

/** What comes next and whose move it is. */
function Waits({ card }: { card: PollCard }): ReactNode {
  const words = isTied(card) ? tiedWords : (card.kind === 'vote' ? voteWaits : waits)[card.state];
  return <WaitsNote words={words} followers={card.followers} />;
}

const levelTitles = {
  anonymous: 'по коду',
  social: 'по коду на почту или телефон',
  phone: 'по коду из SMS',
  esia_simplified: 'через Госуслуги',
  esia_verified: 'через подтверждённую запись Госуслуг',
};

function AboutPart({ card }: { card: PollCard }): ReactNode {
  const formats = useFormats();
  const { audience } = card;
  return (
    <Section title={card.kind === 'vote' ? 'О голосовании' : 'Об опросе'} isSmall className="desk__sheet">
      <Facts
        facts={[
          ['Решаем', card.matter],
          ['Итог', `${card.isBinding ? 'Обязателен.' : 'Совет.'} ${card.outcome}`],
          [
            'Кто',
            `${audience.minAge === null ? 'все' : `с ${audience.minAge} лет`}, ${levelTitles[audience.level]}${audience.districtIds.length > 0 ? `, районов: ${audience.districtIds.length}` : ''}`,
          ],
          [
            'Когда',
            card.opensAt && card.closesAt
              ? `${formats.dateTime(card.opensAt)} — ${formats.dateTime(card.closesAt)}`
              : 'не назначено',
          ],
          ['Потом', `${card.resultBy ? `к ${formatDay(card.resultBy)}: ` : ''}${card.afterwards}`],
          ['Автор', card.madeBy],
          ...(card.approvedBy ? [['Кто утвердил', card.approvedBy] as const] : []),
        ]}
      />
      {card.state !== 'legal-review' && card.state !== 'approved' && (
        <p>
          <a href={`/polls/${card.id}`}>Как это видят жители</a>
        </p>
      )}
    </Section>
  );
}

function QuestionsPart({ card }: { card: PollCard }): ReactNode {
  return (
    <Section
      title={counted(card.questions.length, 'вопрос', 'вопроса', 'вопросов')}
      isSmall
      className="desk__sheet"
    >
      <ol className="polls-desk__questions">
        {card.questions.map((question) => (
          <li key={question.id}>
            <b>{question.title}</b>{' '}
            <span className="muted small">
              {questionTitles[question.kind]}
              {!question.isRequired && ', можно пропустить'}
              {question.showIf.length > 0 && ', по условию'}
            </span>
            {question.options.length > 0 && (
              <ul>
                {question.options.map((option) => (
                  <li key={option.id}>{option.title}</li>
                ))}
              </ul>
            )}
            {card.notes
              .filter(({ questionId }) => questionId === question.id)
              .map(({ words }) => (
                <Mark key={words} tone="warning">
                  {words}
                </Mark>
              ))}
          </li>
        ))}
      </ol>
    </Section>
  );
}
