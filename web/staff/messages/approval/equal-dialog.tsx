import { type ReactNode, useState } from 'react';
import { approveEqual, listEqual } from '../../../../shared/contract/messages/cases-answers.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { formatCaseNumber } from '../../../../shared/text/words.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { useRoute } from '../../../lib/query.ts';
import { usePermission } from '../../../lib/session.ts';
import { showToast } from '../../../lib/toast.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Failures } from '../../../ui/failures/failures.tsx';
import { Checkbox } from '../../../ui/forms/choice.tsx';
import { outcomeWords } from '../../base/case-kit/case-words.ts';
import { useTakeBack } from './use-approvals.ts';

type Group = RouteReply<typeof listEqual>['groups'][number];

/** «Одинаковые»: answers that differ in the facts of their cases alone, approved at once after a look at each. */
export function EqualAnswers(): ReactNode {
  const mayApprove = usePermission('cases.approve');
  const { data } = useRoute(listEqual, undefined, { enabled: mayApprove, refreshEvery: 60_000 });
  const [isOpen, setOpen] = useState(false);
  const takeBack = useTakeBack(() => {});
  const groups = data?.groups ?? [];
  if (groups.length === 0) return null;
  const count = groups.reduce((sum, { items }) => sum + items.length, 0);
  return (
    <>
      <Button onClick={() => setOpen(true)}>Одинаковые: {count}</Button>
      {isOpen && <EqualDialog groups={groups} onUndo={takeBack} onClose={() => setOpen(false)} />}
    </>
  );
}

function EqualDialog(props: {
  groups: readonly Group[];
  onUndo: (undoToken: string) => void;
  onClose: () => void;
}): ReactNode {
  const { groups, onClose } = props;
  const group = groups[0]!;
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const chosen = group.items.filter(({ answerId }) => !left.has(answerId));
  const approve = useCommand(approveEqual, {
    onDone: ({ applied, refused, undoToken }) => {
      const rest = refused.length > 0 ? `, не утверждено: ${refused.length}` : '';
      const words = `Утверждено: ${counted(applied, 'ответ', 'ответа', 'ответов')}${rest}`;
      showToast(words, undoToken ? { undo: () => props.onUndo(undoToken) } : {});
      onClose();
    },
  });
  const send = () => {
    if (chosen.length === 0 || approve.isPending) return;
    const items = chosen.map(({ id, answerId, version }) => ({ id, answerId, version }));
    approve.mutate({ body: { items, preview: false } });
  };
  useHotkeys('Одинаковые ответы', [{ keys: 'Ctrl+Enter', label: 'Утвердить все', run: send }], {
    inDialog: true,
  });
  return (
    <Dialog
      isOpen
      isWide
      title="Одинаковые ответы"
      onClose={onClose}
      foot={
        <Button
          kind="primary"
          hint="Ctrl+Enter"
          busy={approve.isPending}
          disabledReason={chosen.length === 0 && 'Отметьте хотя бы один ответ'}
          onClick={send}
        >
          Утвердить {counted(chosen.length, 'ответ', 'ответа', 'ответов')}
        </Button>
      }
    >
      <div className="stack">
        <p className="muted">
          Тексты отличаются только данными дела. Каждому жителю уйдёт своё письмо, каждое решение — отдельная
          запись в журнале.
        </p>
        <blockquote className="approval-shape">{group.shape}</blockquote>
        <p>
          Результат: <b>{outcomeWords[group.outcome].title.toLocaleLowerCase('ru')}</b>
        </p>
        <fieldset className="approval-equal">
          <legend>Дела</legend>
          {group.items.map((item) => (
            <Checkbox
              key={item.answerId}
              checked={!left.has(item.answerId)}
              hint={item.body}
              onChange={(isOn) => {
                const next = new Set(left);
                if (isOn) next.delete(item.answerId);
                else next.add(item.answerId);
                setLeft(next);
              }}
            >
              {formatCaseNumber(item.number)} · {item.address ?? item.title}
            </Checkbox>
          ))}
        </fieldset>
        {groups.length > 1 && <p className="small">После этого останется ещё групп: {groups.length - 1}.</p>}
        <Failures of={approve} title="Не утверждено" />
      </div>
    </Dialog>
  );
}
