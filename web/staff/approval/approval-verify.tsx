import type { ReactNode } from 'react';
import type { ApprovalItem } from '../../../shared/contract/cases-answers.ts';
import { counted } from '../../../shared/text/plural.ts';
import { useFormats } from '../../lib/format.ts';
import { Icon } from '../../ui/icons.tsx';
import { Mark } from '../../ui/mark.tsx';
import { diffWords } from './word-diff.ts';

/** What the answer has and lacks: shown to whoever decides, never deciding itself. */
export function ApprovalChecks(props: { item: ApprovalItem }): ReactNode {
  const { checks } = props.item;
  const missing = checks.filter(({ ok }) => !ok);
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
      <ul className="approval-checks">
        {checks.map(({ id, title, ok, hint }) => (
          <li key={id}>
            <span className={ok ? 'tone-ok' : 'tone-warning'}>
              <Icon name={ok ? 'check' : 'up'} />
            </span>
            <span>
              <span className="aloud">{ok ? 'Есть: ' : 'Замечание: '}</span>
              {title}
              {!ok && hint && <small>{hint}</small>}
            </span>
          </li>
        ))}
      </ul>
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

/** Who prepared it, who agreed, whose turn it is. */
export function ApprovalCourse(props: { item: ApprovalItem }): ReactNode {
  const { item } = props;
  const formats = useFormats();
  return (
    <section className="section approval-section">
      <h2 className="section__title">Ход согласования</h2>
      <ul className="approval-checks">
        <li>
          <span className="tone-ok">
            <Icon name="check" />
          </span>
          <span>
            {item.answer.authorName}, исполнитель<small>{formats.dateTime(item.answer.createdAt)}</small>
          </span>
        </li>
        <li>
          <span className="tone-info">
            <Icon name="hourglass" />
          </span>
          <span>
            {item.stage === 'review' ? 'Согласование' : 'Утверждение'} — ваша очередь
            {item.deadline && <small>срок дела — {formats.until(item.deadline.dueAt)}</small>}
          </span>
        </li>
      </ul>
    </section>
  );
}
