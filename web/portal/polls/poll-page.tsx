import { lazy, type ReactNode, Suspense, useEffect } from 'react';
import { type OpenPoll, readOpenPoll } from '../../../shared/contract/participation/polls-open.ts';
import { audienceWords } from '../../../shared/text/participation/eligibility.ts';
import { kindTitles } from '../../../shared/text/participation/poll-words.ts';
import { useHydrated } from '../../lib/first-look.ts';
import { useFormats, useNow } from '../../lib/format.ts';
import { PageTitle } from '../../lib/page-title.tsx';
import { useRoute } from '../../lib/query.ts';
import { useParam } from '../../lib/router.tsx';
import { useSession } from '../../lib/session.ts';
import { useStore } from '../../lib/store.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Facts } from '../../ui/figures.tsx';
import { Note } from '../../ui/mark.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { OpenThingPage } from '../parts/open-thing-page.tsx';
import { AnswerForm } from './answer-form.tsx';
import { answerTurns } from './answer-queue.ts';
import { FollowPart } from './follow-part.tsx';
import { ResultPart } from './result-part.tsx';
import { findBallot } from './secret/kept-ballot.ts';
import './polls.css';

/** What seals a ballot comes to whoever votes in secret alone. */
const SecretPart = lazy(async () => ({ default: (await import('./secret/secret-part.tsx')).SecretPart }));
const OwnBallotPart = lazy(async () => ({
  default: (await import('./secret/own-ballot-part.tsx')).OwnBallotPart,
}));

/** One poll: what it decides, who is asked and until when come first; then the questions, or what came of them. */
export function PollPage(): ReactNode {
  const id = useParam('id');
  // Whoever signs in here is another to the poll: it is asked anew then.
  useSession();
  const poll = useRoute(readOpenPoll, { params: { id } });
  const { refetch } = poll;
  const turn = useStore(answerTurns);
  // What waited for a network has gone, or was not taken.
  useEffect(() => {
    if (turn > 0) void refetch();
  }, [turn, refetch]);
  return (
    <OpenThingPage
      query={poll}
      title="Опрос"
      failed="Опрос не загрузился"
      unknown={
        <EmptyState title="Такого опроса нет" action={<ButtonLink to="/polls">Все опросы</ButtonLink>}>
          Он отменён, ещё не объявлен, или адрес неверный.
        </EmptyState>
      }
    >
      {(data) => <Shown poll={data} />}
    </OpenThingPage>
  );
}

const overWords = ({ kind }: OpenPoll): string =>
  kind === 'vote' ? 'Тайное голосование завершено' : 'Завершён';

function Shown({ poll }: { poll: OpenPoll }): ReactNode {
  const formats = useFormats();
  const isOver = poll.state === 'result' || poll.state === 'counting';
  return (
    <>
      <div className="question">
        <p className="small">
          {isOver ? `${overWords(poll)} ${formats.longDate(poll.closesAt)}` : kindTitles[poll.kind]}
        </p>
        <PageTitle text={poll.title} />
      </div>
      <Rules poll={poll} />
      <Corrections poll={poll} />
      <Body poll={poll} />
    </>
  );
}

const bodyWords = {
  poll: {
    about: 'Об опросе',
    end: 'До конца опроса',
    soon: 'Вопросы появятся здесь.',
    paused: 'Опрос приостановлен.',
    pausedMore: 'Кто ответил, отвечать снова не должен.',
    over: 'Ответы больше не принимают.',
    counting: 'Считаем',
    early: 'Закрыт раньше срока',
    toAnswer: 'ответить',
  },
  vote: {
    about: 'О голосовании',
    end: 'До конца голосования',
    soon: 'Бюллетень появится здесь.',
    paused: 'Голосование приостановлено.',
    pausedMore: 'Кто опустил бюллетень, голосовать снова не должен.',
    over: 'Бюллетени больше не принимают.',
    counting: 'Конверты вскроет хранитель ключа',
    early: 'Закрыто раньше срока',
    toAnswer: 'проголосовать',
  },
};

/** Said before anything is asked: binding or not, who, until when, what then. */
function Rules({ poll }: { poll: OpenPoll }): ReactNode {
  const formats = useFormats();
  const now = useNow();
  const words = bodyWords[poll.kind === 'vote' ? 'vote' : 'poll'];
  const [from, to] = [Date.parse(poll.opensAt), Date.parse(poll.closesAt)];
  const left = Math.max(0, Math.min(1, (to - now) / (to - from)));
  const term =
    poll.state === 'open' || poll.state === 'paused' ? (
      <>
        <b>
          {formats.dayMonth(poll.closesAt)}, {formats.time(poll.closesAt)}
        </b>{' '}
        {formats.zoneNote()}
      </>
    ) : (
      `с ${formats.longDate(poll.opensAt)} по ${formats.longDate(poll.closesAt)}`
    );
  return (
    <section className="poll__rules" aria-label={words.about}>
      <Facts
        facts={[
          ['Решаем', poll.matter],
          [
            'Итог',
            <>
              <b key="binding">{poll.isBinding ? 'Обязателен.' : 'Совет, не обязателен.'}</b> {poll.outcome}
            </>,
          ],
          ['Кто', audienceWords(poll)],
          ...(poll.places.length > 0
            ? [['На бумаге', `${poll.places.join('; ')}. Бюллетень один: на бумаге или здесь.`] as const]
            : []),
          [poll.state === 'open' || poll.state === 'paused' ? 'До' : 'Когда', term],
          [
            'Потом',
            <>
              {poll.resultBy && `к ${formats.dayMonth(poll.resultBy)}: `}
              {poll.afterwards}
            </>,
          ],
        ]}
      />
      {poll.state === 'open' && (
        <progress
          className="poll__term"
          max={1}
          value={left}
          aria-label={`${words.end}: ${formats.remaining(poll.closesAt)}`}
        />
      )}
    </section>
  );
}

/** Nothing is changed in silence while people answer. */
function Corrections({ poll }: { poll: OpenPoll }): ReactNode {
  const formats = useFormats();
  if (poll.corrections.length === 0) return null;
  return (
    <ul className="small">
      {poll.corrections.map(({ at, reason }) => (
        <li key={at}>
          Слова исправлены {formats.dateTime(at)}: {reason}
        </li>
      ))}
    </ul>
  );
}

/** What there is of a ballot of this device once nothing is chosen any more. */
function OwnBallot({ poll }: { poll: OpenPoll }): ReactNode {
  const isHydrated = useHydrated();
  if (poll.kind !== 'vote' || !isHydrated || !findBallot(poll.id)) return null;
  return (
    <Suspense fallback={null}>
      <OwnBallotPart key={poll.state} poll={poll} />
    </Suspense>
  );
}

function Body({ poll }: { poll: OpenPoll }): ReactNode {
  const formats = useFormats();
  const turn = useStore(answerTurns);
  const isHydrated = useHydrated();
  const words = bodyWords[poll.kind === 'vote' ? 'vote' : 'poll'];
  switch (poll.state) {
    case 'soon':
      return (
        <Note>
          <p>
            <b>Начнётся {formats.dayMonth(poll.opensAt)}.</b> {words.soon}
          </p>
        </Note>
      );
    case 'paused':
      return (
        <>
          <Note>
            <p>
              <b>{words.paused}</b> {poll.reason}. {words.pausedMore}
            </p>
          </Note>
          <OwnBallot poll={poll} />
        </>
      );
    case 'counting':
      return (
        <>
          <Note>
            <p>
              <b>{words.over}</b> {words.counting}
              {poll.resultBy && `, итог к ${formats.dayMonth(poll.resultBy)}`}.
              {poll.reason && ` ${words.early}: ${poll.reason}.`}
            </p>
          </Note>
          <OwnBallot poll={poll} />
          <FollowPart poll={poll} />
        </>
      );
    case 'result':
      return <ResultPart poll={poll} own={<OwnBallot poll={poll} />} />;
    default:
      if (poll.kind !== 'vote' && poll.mine.hasAnswered) return <Answered poll={poll} />;
      // What was answered on this device is there, and nowhere else: the server draws the place of the form alone.
      if (!isHydrated) return <NotYet poll={poll} />;
      if (poll.kind !== 'vote') return <AnswerForm key={turn} poll={poll} />;
      return (
        <Suspense fallback={<NotYet poll={poll} />}>
          <SecretPart poll={poll} />
        </Suspense>
      );
  }
}

function NotYet({ poll }: { poll: OpenPoll }): ReactNode {
  const { toAnswer } = bodyWords[poll.kind === 'vote' ? 'vote' : 'poll'];
  return (
    <>
      <p className="muted">Вопросы открываются…</p>
      <noscript>
        Чтобы {toAnswer}, нужен браузер, в котором работают сценарии. Можно {toAnswer} с другого устройства.
      </noscript>
    </>
  );
}

function Answered({ poll }: { poll: OpenPoll }): ReactNode {
  const formats = useFormats();
  return (
    <section className="sheet stack" aria-labelledby="poll-answered">
      <h2 id="poll-answered" tabIndex={-1}>
        Ответ принят, спасибо
      </h2>
      <p>
        Он хранится отдельно от вас: который из ответов ваш, не знает никто, поэтому изменить его нельзя.
        {poll.resultBy && ` Итог будет здесь к ${formats.dayMonth(poll.resultBy)}.`}
      </p>
      <FollowPart poll={poll} />
      <p>
        <ButtonLink to="/polls">Другие опросы</ButtonLink>
      </p>
    </section>
  );
}
