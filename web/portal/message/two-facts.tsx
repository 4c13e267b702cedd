import type { ReactNode } from 'react';
import type { MessagePage } from '../../../shared/contract/messages/cases-portal.ts';
import { formatWorkingDays } from '../../../shared/text/dates.ts';
import { rangeNote } from '../../../shared/text/promise.ts';
import { useFormats } from '../../lib/format.ts';
import { DeadlineLine } from '../../ui/deadline.tsx';
import { Icon } from '../../ui/icons.tsx';
import { outcomeWords } from '../parts/shapes.ts';
import { useWorkingDays } from '../parts/working-days.ts';
import { isAnswered } from './answers.tsx';
import { WhyThisDate } from './why-this-date.tsx';

/** Answer and result, two equal cells: a given answer is not yet a solved problem. */
export function TwoFacts({ message }: { message: MessagePage }): ReactNode {
  return (
    <dl className="two-facts">
      <div>
        <dt>Ответ</dt>
        <dd>
          <AnswerFact message={message} />
        </dd>
      </div>
      <div>
        <dt>Результат</dt>
        <dd>
          <ResultFact message={message} />
        </dd>
      </div>
    </dl>
  );
}

function AnswerFact({ message }: { message: MessagePage }): ReactNode {
  const formats = useFormats();
  if (message.answerState === 'given' || isAnswered(message)) return <GivenAnswer message={message} />;
  const { deadline } = message;
  if (message.status === 'clarification' && deadline?.state === 'stopped') return <Waiting />;
  if (deadline?.state === 'stopped' && isInWork(message)) return <OnHold message={message} />;
  if (!deadline || deadline.state === 'stopped') return <NoAnswer message={message} />;
  const isOverdue = deadline.state === 'overdue';
  return (
    <div className="stack stack--tight">
      <b>
        {isOverdue && (
          <span className="tone-danger">
            <Icon name="diamond" size="small" />{' '}
          </span>
        )}
        {isOverdue ? 'Просрочен' : message.answerState === 'preparing' ? 'Готовится' : 'Ещё не дан'}
      </b>
      <p>
        {isOverdue ? 'обещали' : 'обещан'} {formats.until(deadline.dueAt)}
        {message.promise?.from && `, может быть раньше: ${rangeNote}`}
        <Left dueAt={deadline.dueAt} isOverdue={isOverdue} />
      </p>
      <DeadlineLine share={isOverdue ? 0 : deadline.leftShare} />
      <WhyThisDate from={deadline.startedAt} to={deadline.dueAt} />
    </div>
  );
}

/** The clock stands because the resident was asked: what they answer sets it going again. */
function Waiting(): ReactNode {
  return (
    <div className="stack stack--tight">
      <b>Ждём вашего ответа на вопрос</b>
      <p>Срок остановлен. Он пойдёт дальше, когда вы ответите.</p>
    </div>
  );
}

const isInWork = ({ status }: MessagePage): boolean =>
  ['assigned', 'in_work', 'answer_draft', 'rework'].includes(status);

/** The clock stands by a ground while the work goes on; why, and until when at most, in the words of the notice. */
function OnHold({ message }: { message: MessagePage }): ReactNode {
  const why = message.timeline.findLast(({ kind }) => kind === 'term')?.text;
  return (
    <div className="stack stack--tight">
      <b>Срок приостановлен</b>
      <p>{why ?? 'Он пойдёт дальше, когда отпадёт причина.'}</p>
    </div>
  );
}

/** The clock stands and nothing was answered: refused, forwarded, closed. The reason is said here, not only in the feed. */
function NoAnswer({ message }: { message: MessagePage }): ReactNode {
  const { status, timeline, can, forwardedTo } = message;
  const reason = timeline.findLast(({ kind, data }) => kind === 'status' && data.to === status)?.text;
  return (
    <div className="stack stack--tight">
      <b>{noAnswerWords(message)}</b>
      {reason && <p>{reason}</p>}
      {forwardedTo && <p>Ответит: {forwardedTo}.</p>}
      {can.includes('dispute') && (
        <p className="small">
          Не согласны? <a href="#dispute">Попросите проверить ещё раз</a>
        </p>
      )}
    </div>
  );
}

function noAnswerWords({ status }: MessagePage): string {
  if (status === 'rejected') return 'Отклонено';
  if (status === 'forwarded_out' || status === 'closed_forwarded') return 'Передано в другой орган';
  if (status === 'closed_terminated') return 'Переписка прекращена';
  if (status === 'closed_unanswered') return 'Ответ не даётся';
  return 'Ответа не будет';
}

function Left({ dueAt, isOverdue }: { dueAt: string; isOverdue: boolean }): ReactNode {
  const now = new Date().toISOString();
  const days = useWorkingDays(isOverdue ? dueAt : now, isOverdue ? now : dueAt);
  if (!days) return null;
  if (isOverdue) return days.count > 0 && `, опоздание — ${formatWorkingDays(days.count)}`;
  return days.count > 0 ? `, впереди ${formatWorkingDays(days.count)}` : ', это сегодня';
}

function GivenAnswer({ message }: { message: MessagePage }): ReactNode {
  const formats = useFormats();
  const answer = message.answers.at(-1);
  const at = answer?.decidedAt ?? answer?.createdAt ?? null;
  const due = message.deadline?.dueAt ?? null;
  const days = useWorkingDays(at, at && due);
  return (
    <>
      <b>{at ? `Дан ${formats.dayMonth(at)}` : 'Дан'}</b>
      {days && at && due && <p>{againstTerm(days.count, Date.parse(at) > Date.parse(due))}</p>}
    </>
  );
}

/** «на 3 рабочих дня раньше срока», «в срок», «на 2 рабочих дня позже срока». */
function againstTerm(days: number, isLate: boolean): string {
  if (!isLate) return days > 0 ? `на ${formatWorkingDays(days)} раньше срока` : 'в срок';
  return days < 0 ? `на ${formatWorkingDays(-days)} позже срока` : 'позже срока';
}

function ResultFact({ message }: { message: MessagePage }): ReactNode {
  const { outcome, statusTitle, answers } = message;
  if (!outcome)
    return (
      <>
        <b>Пока нет</b>
        <p>{statusTitle}</p>
      </>
    );
  const promised = answers.at(-1)?.promisedOn ?? null;
  return (
    <>
      <b>
        {outcomeWords[outcome]}
        {promised && <PromisedOn day={promised} />}
      </b>
      <p>
        {whoSays(message)} {message.can.includes('rate') && <a href="#solved">Подтвердите или верните</a>}
      </p>
    </>
  );
}

function PromisedOn({ day }: { day: string }): ReactNode {
  const formats = useFormats();
  return <> на {formats.dayMonth(day)}</>;
}

/** Whose word it is: the executor's until the resident has given theirs. */
function whoSays({ rating }: MessagePage): string {
  if (rating?.resolved === 'yes') return 'и это подтвердил житель.';
  if (rating?.resolved === 'partly') return 'по словам исполнителя; житель считает, что решено частично.';
  return 'по словам исполнителя.';
}
