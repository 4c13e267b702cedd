import type { ReactNode } from 'react';
import type { ApprovalItem } from '../../../../shared/contract/messages/cases-answers.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useFormats } from '../../../lib/format.ts';
import { AnswerChecks, MarkedText, marksIn } from '../../../ui/answers/answer-checks.tsx';
import { MarkedPassages } from '../../../ui/answers/marked-passages.tsx';
import { Icon, type IconName } from '../../../ui/icons.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { RepeatedAnswer } from './repeated-answer.tsx';
import { diffWords } from './word-diff.ts';

/** What the answer has and lacks: shown to whoever decides, never deciding itself. */
export function ApprovalChecks(props: { item: ApprovalItem }): ReactNode {
  const { checks, repeats, answer } = props.item;
  const missing = checks.filter(({ ok }) => !ok);
  const marks = marksIn(checks, 'answer');
  return (
    <section className="section approval-section">
      <h2 className="section__title">
        Проверки
        <span className="push">
          {missing.length === 0 ? (
            <Mark tone="ok">замечаний нет</Mark>
          ) : (
            <Mark tone="warning">{counted(missing.length, 'замечание', 'замечания', 'замечаний')}</Mark>
          )}
        </span>
      </h2>
      {repeats && <RepeatedAnswer repeats={repeats} text={answer.body} />}
      <AnswerChecks checks={checks} />
      {marks.length > 0 && (
        <details>
          <summary>Места в ответе</summary>
          <p className="approval-question">
            <MarkedText text={props.item.answer.body} marks={marks} />
          </p>
        </details>
      )}
    </section>
  );
}

/** Changes to the former version, and why it was returned. */
export function ApprovalChanges(props: { item: ApprovalItem }): ReactNode {
  const { answer, previous } = props.item;
  const formats = useFormats();
  if (!previous) return null;
  const parts = diffWords(previous.body, answer.body);
  const isChanged = parts.some(({ kind }) => kind !== 'same');
  return (
    <section className="section approval-section">
      <h2 className="section__title">Изменения к версии {previous.version}</h2>
      <p className="approval-diff">
        {isChanged
          ? parts.map(({ kind, text }, at) => {
              const key = `${at}-${kind}`;
              if (kind === 'removed') return <del key={key}>{text}</del>;
              if (kind === 'added') return <ins key={key}>{text}</ins>;
              return <span key={key}>{shorten(text)}</span>;
            })
          : 'Текст не изменился.'}
      </p>
      {previous.returnReason && previous.decidedAt && (
        <p className="meta">
          Возврат {formats.short(previous.decidedAt)}: «{previous.returnReason}»
        </p>
      )}
    </section>
  );
}

/** A long run that stayed is told by its ends: the eye looks for what changed. */
function shorten(text: string): string {
  return text.length <= 90 ? text : `${text.slice(0, 40)} … ${text.slice(-40)}`;
}

/** Who prepared it, who agreed, whose turn it is or how it ended. */
export function ApprovalCourse(props: { item: ApprovalItem }): ReactNode {
  const { answer, reviewed, stage, deadline } = props.item;
  const formats = useFormats();
  return (
    <section className="section approval-section">
      <h2 className="section__title">Ход согласования</h2>
      <ul className="approval-checks">
        <Step tone="ok" icon="check" note={formats.dateTime(answer.createdAt)}>
          {answer.authorName}, исполнитель
        </Step>
        {reviewed && (
          <Step tone="ok" icon="check" note={formats.dateTime(reviewed.at)}>
            {reviewed.name}, согласование
          </Step>
        )}
        {(stage === 'review' || stage === 'approval') && (
          <Step
            tone="info"
            icon="hourglass"
            note={deadline && `срок дела — ${formats.until(deadline.dueAt)}`}
          >
            {stage === 'review' ? 'Согласование' : 'Утверждение'} — ваша очередь
          </Step>
        )}
        {stage === 'released' && answer.decidedAt && (
          <Step tone="ok" icon="check" note={formats.dateTime(answer.decidedAt)}>
            {answer.decidedByName}, утверждение
          </Step>
        )}
        {stage === 'returned' && answer.decidedAt && (
          <Step tone="warning" icon="undo" note={formats.dateTime(answer.decidedAt)}>
            {answer.decidedByName}: «{answer.returnReason}»
          </Step>
        )}
      </ul>
      <MarkedPassages marks={answer.marks} />
    </section>
  );
}

function Step(props: {
  tone: 'ok' | 'info' | 'warning';
  icon: IconName;
  note: ReactNode;
  children: ReactNode;
}): ReactNode {
  return (
    <li>
      <span className={`tone-${props.tone}`}>
        <Icon name={props.icon} />
      </span>
      <span>
        {props.children}
        {props.note && <small>{props.note}</small>}
      </span>
    </li>
  );
}
