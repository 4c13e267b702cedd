import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { BallotForm } from '../../../shared/contract/participation/ballots.ts';
import { castBallot, readBallotForm } from '../../../shared/contract/participation/ballots.ts';
import { takeKioskBallot } from '../../../shared/contract/participation/poll-kiosk.ts';
import type { Said } from '../../../shared/contract/participation/questionnaire.ts';
import { announce } from '../../lib/announce.ts';
import { type ApiProblem, isPassing } from '../../lib/api-problem.ts';
import { sealPaper } from '../../lib/ballots/paper.ts';
import { runningOf } from '../../lib/commands/failure.ts';
import { useRoute } from '../../lib/query.ts';
import { Button } from '../../ui/button.tsx';
import { Facts } from '../../ui/figures.tsx';
import { useForm } from '../../ui/forms/use-form.ts';
import { EmptyState, Loadable } from '../../ui/states.tsx';
import { AnswerSheet, renameField, voteWords, wrongIn } from '../polls/answer-form.tsx';
import type { PollDraft } from '../polls/poll-draft.ts';
import { type BallotDoor, type Choice, sendBallot } from '../polls/secret/ballot-way.ts';
import type { BallotReceipt, KeptBallot } from '../polls/secret/kept-ballot.ts';
import { choiceOf } from '../polls/secret/secret-part.tsx';
import { askBallotRoute } from '../polls/secret/use-own-ballot.ts';
import { beginTurn, Leave, type TurnProps } from './kiosk-parts.tsx';
import { useIdle } from './use-idle.ts';

/** A ballot of a secret vote at a kiosk: the same way to the box, kept in the memory of this page alone. */
export function KioskBallot(props: TurnProps): ReactNode {
  const form = useRoute(readBallotForm, { params: { id: props.poll.id } });
  return (
    <Loadable query={form} failed="Бюллетень не загрузился">
      {(data) => <Ballot {...props} keys={data} />}
    </Loadable>
  );
}

interface OnWay {
  kept: KeptBallot | null;
  isBusy: boolean;
  problem: ApiProblem | null;
}

/** The way of this person's ballot. Nothing is written down: whoever comes next finds nothing. */
function useBallotWay({ token, code, poll }: TurnProps, keys: BallotForm) {
  const held = useRef<KeptBallot | null>(null);
  const [way, setWay] = useState<OnWay>({ kept: null, isBusy: false, problem: null });
  const said = useRef<Said>(beginTurn().said);
  const door: BallotDoor = {
    find: () => held.current,
    keep: (kept) => {
      held.current = kept;
      return true;
    },
    take: (asked) =>
      askBallotRoute(
        takeKioskBallot,
        { params: { token }, body: { code, said: said.current, ...asked } },
        { isNameless: true },
      ),
    seal: (paper, signed) => sealPaper(keys, paper, signed).catch(() => null),
    cast: (sealed) =>
      askBallotRoute(castBallot, { params: { id: poll.id }, body: sealed }, { isNameless: true }),
  };
  const send = async (choice: Choice | null): Promise<void> => {
    setWay({ kept: held.current, isBusy: true, problem: null });
    const problem = await sendBallot(door, choice);
    if (!problem) announce('Бюллетень в ящике, спасибо');
    setWay({ kept: held.current, isBusy: false, problem });
  };
  return {
    way,
    sendChoice: (of: Said, choice: Choice) => {
      said.current = of;
      void send(choice);
    },
    sendOn: () => void send(null),
    forget: () => setWay((now) => ({ kept: now.kept, isBusy: now.isBusy, problem: null })),
  };
}

function Ballot(props: TurnProps & { keys: BallotForm }): ReactNode {
  const { poll, keys, onEnd } = props;
  const { way, sendChoice, sendOn, forget } = useBallotWay(props, keys);
  const form = useForm<PollDraft>({
    start: beginTurn,
    isPassing: true,
    commands: runningOf(way.isBusy, way.problem, { retry: () => form.send(), forget }),
    check: (values) => wrongIn(poll, values),
    rename: renameField,
    send: (values) => sendChoice(values.said, choiceOf(poll, keys, values)),
  });
  const isChoosing = way.kept === null;
  const isOver = way.kept?.stage === 'in-box' || way.kept?.stage === 'refused';
  const idle = useIdle(!way.isBusy && (isChoosing || isOver), onEnd);
  if (way.kept?.stage === 'in-box')
    return <KioskReceipt receipt={way.kept} isIdle={idle.isNear} onStay={idle.stay} onEnd={onEnd} />;
  if (way.kept?.stage === 'refused') return <NotTaken why={way.kept.why} onEnd={onEnd} />;
  if (way.kept !== null && !(way.isBusy && way.kept.stage === 'asked'))
    return <UnderWay way={way} onSend={sendOn} onEnd={onEnd} />;
  return (
    <div className="poll__form">
      <AnswerSheet
        poll={poll}
        form={form}
        value={form.values}
        isKnown
        words={{ ...voteWords, begun: 'Если отойти, через минуту экран очистится.' }}
        note={
          way.isBusy
            ? 'Запечатываем и отправляем бюллетень…'
            : 'Бюллетень запечатается на этом устройстве и уйдёт в ящик без вашего имени. Изменить выбор потом нельзя.'
        }
      />
      <Leave onEnd={onEnd} isIdle={idle.isNear} onStay={idle.stay} />
    </div>
  );
}

const RETRY_EVERY = 5000;

/** It may be signed already: it goes on as it is, by itself. Where the city says no, a person may give it up. */
function UnderWay(props: { way: OnWay; onSend: () => void; onEnd: () => void }): ReactNode {
  const { way, onSend, onEnd } = props;
  const { isBusy, problem } = way;
  const send = useRef(onSend);
  send.current = onSend;
  useEffect(() => {
    if (isBusy) return;
    const timer = setTimeout(() => send.current(), RETRY_EVERY);
    return () => clearTimeout(timer);
  }, [isBusy]);
  return (
    <section className="sheet stack" aria-labelledby="ballot-waits">
      <h2 id="ballot-waits" aria-live="polite">
        Бюллетень ещё не в ящике
      </h2>
      <p>
        Связь прервалась. Не уходите и не закрывайте страницу: бюллетень только на этом экране. Он уходит
        снова каждые несколько секунд; второй раз не посчитается.
      </p>
      {problem && (
        <p className="error" role="alert">
          {problem.message}
        </p>
      )}
      <div className="cluster">
        <Button kind="primary" size="main" busy={isBusy} onClick={onSend}>
          Отправить сейчас
        </Button>
        {problem && !isPassing(problem) && <Button onClick={onEnd}>Отказаться и очистить экран</Button>}
      </div>
    </section>
  );
}

/** Thirty-two digits are read by fours. */
const byFours = (code: string): string => code.match(/.{1,4}/gu)?.join(' ') ?? code;

function KioskReceipt(props: {
  receipt: BallotReceipt;
  isIdle: boolean;
  onStay: () => void;
  onEnd: () => void;
}): ReactNode {
  const { receipt, onEnd } = props;
  return (
    <section className="sheet stack" aria-labelledby="ballot-cast">
      <h2 id="ballot-cast">Бюллетень в ящике, спасибо</h2>
      <p>
        По этому коду вы найдёте свой бюллетень среди опубликованных, когда ящик вскроют. Сфотографируйте
        экран или перепишите код: на этом устройстве его не останется.
      </p>
      <Facts facts={[['Код бюллетеня', <code key="code">{byFours(receipt.code)}</code>]]} />
      <p className="small">Никому не показывайте код: по нему после вскрытия виден ваш выбор.</p>
      <div className="cluster">
        <Button kind="primary" size="main" onClick={onEnd}>
          Готово, очистить экран
        </Button>
        <Button icon="print" onClick={() => print()}>
          Напечатать
        </Button>
      </div>
      <div role="alert">
        {props.isIdle && (
          <p>
            <b>Вы ещё здесь?</b> Экран сейчас очистится.{' '}
            <button type="button" className="link-button" onClick={props.onStay}>
              Я ещё здесь
            </button>
          </p>
        )}
      </div>
    </section>
  );
}

const notTaken: Readonly<Record<string, string>> = {
  closed: 'Голосование закончилось раньше, чем бюллетень дошёл до ящика: он не посчитан.',
  elsewhere: 'По этому коду бюллетень уже выдан.',
};

function NotTaken({ why, onEnd }: { why: string; onEnd: () => void }): ReactNode {
  return (
    <EmptyState
      title="Бюллетень не принят"
      action={
        <Button kind="primary" onClick={onEnd}>
          Очистить экран
        </Button>
      }
    >
      {notTaken[why] ?? 'По этому пропуску в ящике уже есть конверт.'} Позовите члена комиссии.
    </EmptyState>
  );
}
