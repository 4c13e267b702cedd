import { lazy, type ReactNode, Suspense, useState } from 'react';
import { answerPoll, type OpenPoll } from '../../../shared/contract/participation/polls-open.ts';
import { UNSURE } from '../../../shared/contract/participation/questionnaire.ts';
import { secondsOf } from '../../../shared/text/participation/answer-time.ts';
import {
  findLevelObstacle,
  findObstacles,
  type Obstacle,
} from '../../../shared/text/participation/eligibility.ts';
import { askedQuestions, checkAnswers } from '../../../shared/text/participation/questions.ts';
import { counted } from '../../../shared/text/plural.ts';
import { announce } from '../../lib/announce.ts';
import { isPassing } from '../../lib/api-problem.ts';
import { useCommand } from '../../lib/commands/use-command.ts';
import { showToast } from '../../lib/toast.ts';
import { Form, SendButton } from '../../ui/forms/form.tsx';
import { type Form as FormState, useForm } from '../../ui/forms/use-form.ts';
import { Note } from '../../ui/mark.tsx';
import { QuestionField } from '../../ui/polls/question-field.tsx';
import { SkeletonLines } from '../../ui/states.tsx';
import { SignInHere } from '../parts/sign-in-here.tsx';
import { useWish } from '../parts/use-wish.ts';
import { sendPollAnswers } from './answer-queue.ts';
import { beginDraft, keepAnswer, keepSaid, type PollDraft, usePollDraft } from './poll-draft.ts';
import { SaidFields } from './said-fields.tsx';

/** A map comes to whoever is asked for a place alone. */
const PointField = lazy(async () => ({ default: (await import('./point-field.tsx')).PointField }));

const saidNames = ['ageGroup', 'isOfAge', 'districtId'];

/** Names of the server's fields among those of the form. */
export const renameField = (name: string): string =>
  `${saidNames.includes(name) ? 'said' : 'answers'}.${name}`;

/** Obstacles of what was said, by the names of its fields. */
const obstacleField = ({ about }: Obstacle, poll: OpenPoll): string => {
  if (about === 'district') return 'said.districtId';
  return poll.asks.age ? 'said.ageGroup' : 'said.isOfAge';
};

/** The answer of this device: its form, kept as a draft; sent at once, or after signing in, or when there is a network. */
function useAnswering(poll: OpenPoll): Answering {
  const [empty] = useState(beginDraft);
  const draft = usePollDraft(poll.id, empty);
  const { value, change, clear } = draft;
  const isKnown = findLevelObstacle(poll, poll.mine.level) === null;
  const of = { edition: poll.edition, title: poll.title, isWished: false };
  const answer = useCommand(answerPoll, {
    onDone: () => {
      keepSaid(value.said);
      clear();
      announce('Ответ принят, спасибо');
    },
    onProblem: (problem) => {
      if (!isPassing(problem)) return undefined;
      keepAnswer(poll.id, { ...value, ...of, isQueued: true });
      change({ ...of, isQueued: true });
      showToast('Ответ сохранён и уйдёт сам, когда появится связь');
      return 'told';
    },
  });
  const send = (values: PollDraft) =>
    answer.mutate({
      params: { id: poll.id },
      body: {
        clientKey: values.clientKey,
        edition: poll.edition,
        said: values.said,
        answers: checkAnswers(poll.questions, values.answers).clean,
      },
    });
  const form = useForm<PollDraft>({
    draft,
    commands: answer,
    check: (values) => wrongIn(poll, values),
    rename: renameField,
    send: (values) => (isKnown ? send(values) : change({ isWished: true })),
  });
  useWish(value.isWished && isKnown && !answer.isPending, () => {
    change({ isWished: false });
    send(value);
  });
  return { form, value, isKnown };
}

/** The form of an answer, and whether the person is known well enough to send it. */
export interface Answering {
  form: FormState<PollDraft>;
  value: PollDraft;
  isKnown: boolean;
}

export function AnswerForm({ poll }: { poll: OpenPoll }): ReactNode {
  return (
    <AnswerSheet
      poll={poll}
      words={answerWords}
      {...useAnswering(poll)}
      note="Ответ хранится отдельно от того, кто его дал: узнать ваш нельзя, и изменить его потом тоже."
    />
  );
}

export interface SheetWords {
  label: string;
  failed: { title: string; kept?: string };
  send: string;
  contact: string;
  /** What becomes of an answer that is not sent yet. */
  begun: string;
}

const begun = 'Начатое хранится на этом устройстве.';
const answerWords: SheetWords = {
  label: 'Ответ',
  failed: { title: 'Ответ не отправлен', kept: 'Он сохранён на этом устройстве.' },
  send: 'Отправить ответ',
  contact: 'Контакт с ответом не хранится.',
  begun,
};
export const voteWords: SheetWords = {
  label: 'Бюллетень',
  failed: { title: 'Бюллетень не опущен' },
  send: 'Проголосовать',
  contact: 'С бюллетенем ни имя, ни контакт не связаны.',
  begun,
};

/** Everything asked, one under another, and one button. */
export function AnswerSheet({
  poll,
  form,
  value,
  isKnown,
  words,
  note,
}: Answering & { poll: OpenPoll; words: SheetWords; note: string }): ReactNode {
  const isOnly = poll.questions.length === 1;
  return (
    <>
      <Form
        form={form}
        className="poll__form"
        label={words.label}
        failed={words.failed}
        isListed={!isOnly}
        actions={<Actions poll={poll} form={form} isKnown={isKnown} send={words.send} note={note} />}
      >
        {value.trouble && (
          <p className="error" role="alert">
            {value.trouble}
          </p>
        )}
        <Length poll={poll} begun={words.begun} />
        {askedQuestions(poll.questions, value.answers).map((question) => (
          <QuestionField
            key={question.id}
            form={form}
            question={question}
            isOnly={isOnly}
            renderPoint={(field) => (
              <Suspense fallback={<SkeletonLines lines={4} label="Загружаем карту…" />}>
                <PointField {...field} />
              </Suspense>
            )}
          />
        ))}
        <SaidFields poll={poll} form={form} />
      </Form>
      {value.isWished && !isKnown && (
        <SignInHere
          id="poll-sign-in"
          level={poll.audience.level}
          words={`${findLevelObstacle(poll, poll.mine.level)?.words ?? ''} ${words.contact}`}
          next={`/polls/${poll.id}`}
        />
      )}
    </>
  );
}

/** What is wrong with an answer, as the server would say it. */
export function wrongIn(poll: OpenPoll, { answers, said }: PollDraft): Record<`${string}.${string}`, string> {
  const problems = Object.entries(checkAnswers(poll.questions, answers).problems).map(
    ([id, words]) => [`answers.${id}`, words] as const,
  );
  const rules = { ...poll };
  const obstacles = findObstacles(rules, 'esia_verified', said).map(
    (obstacle) => [obstacleField(obstacle, poll), obstacle.words] as const,
  );
  return Object.fromEntries([...problems, ...obstacles]);
}

function Length({ poll, begun }: { poll: OpenPoll; begun: string }): ReactNode {
  if (poll.questions.length < 3) return null;
  const minutes = Math.max(1, Math.round(secondsOf(poll.questions) / 60));
  return (
    <p className="small">
      До {counted(poll.questions.length, 'вопроса', 'вопросов', 'вопросов')}, около{' '}
      {counted(minutes, 'минуты', 'минут', 'минут')}. {begun}
    </p>
  );
}

/** «Выбрать «Двор на Титова»» where there is one question, so that what is sent is read on the button. */
function buttonWords(poll: OpenPoll, { answers }: PollDraft, send: string): string {
  const [only, ...others] = poll.questions;
  const chosen = only && others.length === 0 ? answers[only.id] : undefined;
  if (
    !only ||
    only.kind === 'budget' ||
    !Array.isArray(chosen) ||
    chosen.length !== 1 ||
    chosen[0] === UNSURE
  )
    return send;
  const title = only.options.find(({ id }) => id === chosen[0])?.title;
  return title ? `Выбрать: ${title}` : send;
}

function Actions(props: {
  poll: OpenPoll;
  form: FormState<PollDraft>;
  isKnown: boolean;
  send: string;
  note: string;
}): ReactNode {
  const { poll, form, isKnown, send, note } = props;
  const { isWished, isQueued } = form.values;
  if (isQueued)
    return (
      <Note>
        <p>
          <b>Ответ готов и уйдёт сам, когда появится связь.</b>{' '}
          <button type="button" className="link-button" onClick={() => void sendPollAnswers()}>
            Отправить сейчас
          </button>
        </p>
      </Note>
    );
  return (
    <div className="poll__send">
      {(!isWished || isKnown) && (
        <SendButton form={form} size="main" wide>
          {buttonWords(poll, form.values, send)}
        </SendButton>
      )}
      <p className="small">
        {!isKnown && `${findLevelObstacle(poll, poll.mine.level)?.words} `}
        {note}
      </p>
    </div>
  );
}
