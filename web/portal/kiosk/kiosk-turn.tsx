import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import { answerAtKiosk, checkKioskCode } from '../../../shared/contract/participation/poll-kiosk.ts';
import type { OpenPoll } from '../../../shared/contract/participation/polls-open.ts';
import { checkAnswers } from '../../../shared/text/participation/questions.ts';
import { useCommand } from '../../lib/commands/use-command.ts';
import { Button } from '../../ui/button.tsx';
import { Form, SendButton } from '../../ui/forms/form.tsx';
import { TextField } from '../../ui/forms/text-field.tsx';
import { useForm } from '../../ui/forms/use-form.ts';
import { EmptyState, SkeletonLines } from '../../ui/states.tsx';
import { AnswerSheet, renameField, type SheetWords, wrongIn } from '../polls/answer-form.tsx';
import type { PollDraft } from '../polls/poll-draft.ts';
import { beginTurn, Leave, type TurnProps } from './kiosk-parts.tsx';
import { useIdle } from './use-idle.ts';

/** What seals a ballot comes where the vote is secret alone. */
const KioskBallot = lazy(async () => ({ default: (await import('./kiosk-ballot.tsx')).KioskBallot }));

/** One person at the kiosk: the code, the questions, thanks. */
export function KioskTurn(props: Omit<TurnProps, 'code'> & { isFirst: boolean }): ReactNode {
  const [code, setCode] = useState('');
  // A vote that closes or is paused meanwhile takes its questions off the page; a ballot on its way is not lost with them.
  const running = useRef(props.poll);
  if (props.poll.state === 'open') running.current = props.poll;
  const poll = running.current;
  if (code === '' && props.poll.state !== 'open')
    return <NotOpen poll={props.poll} onReread={props.onReread} />;
  if (code === '') return <CodeForm token={props.token} isFirst={props.isFirst} onCode={setCode} />;
  if (poll.kind !== 'vote') return <KioskAnswer {...props} poll={poll} code={code} />;
  return (
    <Suspense fallback={<SkeletonLines lines={6} label="Готовим бюллетень…" />}>
      <KioskBallot {...props} poll={poll} code={code} />
    </Suspense>
  );
}

function NotOpen({ poll, onReread }: { poll: OpenPoll; onReread: () => void }): ReactNode {
  return (
    <EmptyState
      title={poll.state === 'paused' ? 'Голосование приостановлено' : 'Голосование завершено'}
      action={<Button onClick={onReread}>Проверить снова</Button>}
    >
      {poll.state === 'paused' ? `${poll.reason} Позовите члена комиссии.` : 'Спасибо, что пришли.'}
    </EmptyState>
  );
}

/** The code the commission gave. It is looked at before the questions: nobody fills in what would not be taken. */
function CodeForm(props: { token: string; isFirst: boolean; onCode: (code: string) => void }): ReactNode {
  const { token, isFirst, onCode } = props;
  const check = useCommand(checkKioskCode, {
    refreshes: [],
    call: { isNameless: true },
    onDone: (_, { body }) => onCode(String(body.code)),
  });
  const form = useForm({
    start: { code: '' },
    isPassing: true,
    commands: check,
    check: ({ code }) => ({ code: !/^\d{8}$/u.test(code.replace(/\s/gu, '')) && 'Код — восемь цифр' }),
    send: ({ code }) => check.mutate({ params: { token }, body: { code: code.replace(/\s/gu, '') } }),
  });
  return (
    <Form form={form} className="kiosk__code stack" label="Код" failed={{ title: 'Код не проверен' }}>
      <TextField
        form={form}
        name="code"
        label="Код, который вам дали"
        hint="Восемь цифр. Кода нет — попросите у комиссии."
        inputMode="numeric"
        autoComplete="off"
        maxLength={11}
        // The next person begins where the one before ended; the commission that opens the page looks around first.
        autoFocus={!isFirst}
      />
      <div>
        <SendButton form={form} size="main" wide>
          Начать
        </SendButton>
      </div>
    </Form>
  );
}

const kioskWords: SheetWords = {
  label: 'Ответ',
  failed: {
    title: 'Ответ не отправлен',
    kept: 'Он на экране: нажмите ещё раз, когда связь вернётся, или позовите члена комиссии.',
  },
  send: 'Отправить ответ',
  contact: '',
  begun: 'Если отойти, через минуту экран очистится.',
};

function KioskAnswer({ poll, token, code, onReread, onEnd }: TurnProps): ReactNode {
  const [isTaken, setTaken] = useState(false);
  const answer = useCommand(answerAtKiosk, {
    refreshes: [],
    call: { isNameless: true },
    onDone: () => setTaken(true),
    onProblem: ({ code: why }) => {
      if (why === 'lib.conflict') onReread();
      return undefined;
    },
  });
  const form = useForm<PollDraft>({
    start: beginTurn,
    isPassing: true,
    commands: answer,
    check: (values) => wrongIn(poll, values),
    rename: renameField,
    send: ({ clientKey, said, answers }) =>
      answer.mutate({
        params: { token },
        body: {
          code,
          clientKey,
          edition: poll.edition,
          said,
          answers: checkAnswers(poll.questions, answers).clean,
        },
      }),
  });
  const idle = useIdle(!isTaken && !answer.isPending, onEnd);
  if (isTaken) return <Thanks onEnd={onEnd} />;
  return (
    <div className="poll__form">
      <AnswerSheet
        poll={poll}
        form={form}
        value={form.values}
        isKnown
        words={kioskWords}
        note="Ответ хранится отдельно от того, кто его дал: узнать ваш нельзя, и изменить его потом тоже."
      />
      <Leave onEnd={onEnd} isIdle={idle.isNear} onStay={idle.stay} />
    </div>
  );
}

const THANKS_SECONDS = 20;

function Thanks({ onEnd }: { onEnd: () => void }): ReactNode {
  useEffect(() => {
    const timer = setTimeout(onEnd, THANKS_SECONDS * 1000);
    return () => clearTimeout(timer);
  }, [onEnd]);
  return (
    <EmptyState
      title="Ответ принят, спасибо"
      action={
        <Button kind="primary" size="main" onClick={onEnd} autoFocus>
          Готово
        </Button>
      }
    >
      На этом устройстве от него ничего не осталось. Итог будет на сайте в разделе «Опросы».
    </EmptyState>
  );
}
