import { type ReactNode, useState } from 'react';
import {
  type CommentRule,
  type CommentRuleVersion,
  listCommentRules,
} from '../../../../shared/contract/monitoring/moderation-rules.ts';
import { useFormats } from '../../../lib/format.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { useRoute } from '../../../lib/query.ts';
import { Button } from '../../../ui/button.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { OutLink } from '../../base/parts/papers.tsx';
import { RetireDialog, RuleDialog } from './rule-dialogs.tsx';

type Open = { kind: 'save'; rule: CommentRule | null } | { kind: 'retire'; rule: CommentRule } | null;

/** The published rules with their versions: each is changed by a next one, from a day on. */
export function RulesPart(): ReactNode {
  const data = useRoute(listCommentRules);
  const [open, setOpen] = useState<Open>(null);
  const mayKeep = data.data?.can.includes('save') ?? false;
  const add = () => setOpen({ kind: 'save', rule: null });
  useHotkeys('Правила', mayKeep ? [{ keys: 'KeyA', label: 'Новое правило', run: add }] : [], {
    active: open === null,
  });
  return (
    <>
      <div className="desk__filters">
        {mayKeep && (
          <Button kind="primary" hint="KeyA" onClick={add}>
            Новое правило
          </Button>
        )}
        <span className="muted">
          <OutLink href="/comment-rules">Как их видят все</OutLink>
        </span>
      </div>
      <Loadable query={data} failed="Правила не загрузились">
        {({ rules }) =>
          rules.length === 0 ? (
            <EmptyState title="Правил нет">Без правила ни один комментарий не убирают.</EmptyState>
          ) : (
            <ul className="desk__list" aria-label="Правила комментариев">
              {rules.map((rule) => (
                <RuleItem key={rule.number} rule={rule} mayKeep={mayKeep} onOpen={setOpen} />
              ))}
            </ul>
          )
        }
      </Loadable>
      {open?.kind === 'save' && <RuleDialog rule={open.rule} onClose={() => setOpen(null)} />}
      {open?.kind === 'retire' && <RetireDialog rule={open.rule} onClose={() => setOpen(null)} />}
    </>
  );
}

function RuleItem(props: { rule: CommentRule; mayKeep: boolean; onOpen: (open: Open) => void }): ReactNode {
  const { rule, mayKeep, onOpen } = props;
  const formats = useFormats();
  const { number, current, versions } = rule;
  const [latest] = versions;
  const shown = current ?? latest;
  if (!shown || !latest) return null;
  return (
    <li className="desk__sheet">
      <h2 className="moderation__title">
        {number}. {shown.title}
      </h2>
      <span className="cluster">
        <RuleState rule={rule} />
        {shown.needsSecond && <Mark tone="info">со вторым взглядом</Mark>}
      </span>
      <p>{shown.text}</p>
      <p className="muted small">
        Редакция {shown.version}, {shown.madeBy}, {formats.date(shown.madeAt)}; основание: {shown.ground}
      </p>
      <Versions versions={versions.filter(({ id }) => id !== shown.id)} />
      {mayKeep && !latest.isRetired && (
        <span className="cluster">
          <Button onClick={() => onOpen({ kind: 'save', rule })}>Новая редакция</Button>
          <Button kind="quiet" onClick={() => onOpen({ kind: 'retire', rule })}>
            Отменить правило
          </Button>
        </span>
      )}
    </li>
  );
}

function RuleState({ rule: { current, versions } }: { rule: CommentRule }): ReactNode {
  const formats = useFormats();
  const [latest] = versions;
  if (current) return <Mark tone="ok">действует с {formats.date(current.inForceAt)}</Mark>;
  if (latest && !latest.isRetired)
    return <Mark tone="info">начнёт действовать {formats.date(latest.inForceAt)}</Mark>;
  return <Mark tone="quiet">отменено</Mark>;
}

function Versions({ versions }: { versions: readonly CommentRuleVersion[] }): ReactNode {
  const formats = useFormats();
  if (versions.length === 0) return null;
  return (
    <details>
      <summary>Другие редакции: {versions.length}</summary>
      <ol className="stack stack--tight">
        {versions.map((one) => (
          <li key={one.id}>
            <b>
              Редакция {one.version}, с {formats.dateTime(one.inForceAt)}
              {one.isRetired && ': правило отменено'}
            </b>
            {!one.isRetired && <p>{one.text}</p>}
            <p className="muted small">
              {one.madeBy}; основание: {one.ground}
            </p>
          </li>
        ))}
      </ol>
    </details>
  );
}
