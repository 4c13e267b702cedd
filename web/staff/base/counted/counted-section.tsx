import { type ReactNode, useState } from 'react';
import {
  type CardKind,
  type CountedIn,
  listCountedIn,
  undoLink,
} from '../../../../shared/contract/group/counted.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useRoute } from '../../../lib/query.ts';
import { usePermission } from '../../../lib/session.ts';
import { Button } from '../../../ui/button.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { RetryLine } from '../../../ui/retry-line.tsx';
import { Section } from '../../../ui/section.tsx';
import { ReasonDialog } from '../case-kit/reason-dialog.tsx';
import { CountDialog } from './count-dialog.tsx';
import './counted.css';

export const groundHref = (id: string) => `/staff/counted/${id}` as const;

interface Props {
  kind: CardKind;
  id: string;
  className: string;
  /** What else it counted in. */
  children?: ReactNode;
  hasOthers?: boolean;
}

/** The decisions a thing counted in, on its card; nothing where there are none and the reader may make none. */
export function CountedSection({ kind, id, className, children, hasOthers = false }: Props): ReactNode {
  const query = useRoute(listCountedIn, { params: { kind, id } }, { keepOld: false, staleTime: 30_000 });
  const [isAdding, setAdding] = useState(false);
  const [gone, setGone] = useState<CountedIn | null>(null);
  const mayRead = usePermission('counted.read');
  const grounds = query.data?.grounds ?? [];
  const mayKeep = query.data?.can.includes('keep') ?? false;
  if (grounds.length === 0 && !mayKeep && !hasOthers && !query.isError) return null;
  return (
    <Section title="Учтено при решении" isSmall className={className}>
      {children}
      <ul className="counted__list">
        {grounds.map((one) => (
          <li key={one.linkId}>
            <span>
              {mayRead ? <PageLink to={groundHref(one.groundId)}>{one.label}</PageLink> : one.label}{' '}
              {one.result && <Mark tone="ok">исполнено {formatDay(one.result.on)}</Mark>}
              {one.through && <span className="small muted line-below">{one.through}</span>}
            </span>
            {mayKeep && (
              <Button kind="quiet" onClick={() => setGone(one)}>
                Снять<span className="aloud"> связь: {one.label}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
      <RetryLine query={query}>Не узнали, учтено ли это при решениях.</RetryLine>
      {mayKeep && (
        <span>
          <Button onClick={() => setAdding(true)}>Учесть при решении…</Button>
        </span>
      )}
      {isAdding && <CountDialog kind={kind} id={id} onClose={() => setAdding(false)} />}
      {gone && <UndoDialog linkId={gone.linkId} title={gone.label} onClose={() => setGone(null)} />}
    </Section>
  );
}

/** A link that was wrong goes, its reason stays. */
export function UndoDialog(props: { linkId: string; title: string; onClose: () => void }): ReactNode {
  const undo = useCommand(undoLink, { done: 'Связь снята', onDone: props.onClose });
  return (
    <ReasonDialog
      title="Снять связь с решением"
      label="Почему связь неверна"
      hint="Если жителям уже написали, о снятии связи им не сообщат."
      action="Снять"
      commands={undo}
      onSend={(reason) => undo.mutate({ params: { id: props.linkId }, body: { reason } })}
      onClose={props.onClose}
    >
      <p>{props.title}</p>
    </ReasonDialog>
  );
}
