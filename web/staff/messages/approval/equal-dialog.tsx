import { type ReactNode, useState } from 'react';
import { approveEqual, listEqual } from '../../../../shared/contract/messages/cases-answers.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { firstOf } from '../../../../shared/lists.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { formatCaseNumber } from '../../../../shared/text/words.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useRoute } from '../../../lib/query.ts';
import { usePermission } from '../../../lib/session.ts';
import { showToast } from '../../../lib/toast.ts';
import { Button } from '../../../ui/button.tsx';
import { ItemField } from '../../../ui/forms/choice-field.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
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
  const group = firstOf(groups);
  const approve = useCommand(approveEqual, {
    onDone: ({ applied, refused, undoToken }) => {
      const rest = refused.length > 0 ? `, не утверждено: ${refused.length}` : '';
      const words = `Утверждено: ${counted(applied, 'ответ', 'ответа', 'ответов')}${rest}`;
      showToast(words, undoToken ? { undo: () => props.onUndo(undoToken) } : {});
      onClose();
    },
  });
  const form = useForm({
    start: { chosen: group.items.map(({ answerId }) => answerId) },
    commands: approve,
    gap: ({ chosen }) => chosen.length === 0 && 'Отметьте хотя бы один ответ',
    send: ({ chosen }) =>
      approve.mutate({
        body: {
          items: group.items
            .filter(({ answerId }) => chosen.includes(answerId))
            .map(({ id, answerId, version }) => ({ id, answerId, version })),
          preview: false,
        },
      }),
  });
  return (
    <FormDialog
      form={form}
      isWide
      title="Одинаковые ответы"
      action={`Утвердить ${counted(form.values.chosen.length, 'ответ', 'ответа', 'ответов')}`}
      failed={{ title: 'Не утверждено' }}
      onClose={onClose}
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
            <ItemField key={item.answerId} form={form} name="chosen" item={item.answerId} hint={item.body}>
              {formatCaseNumber(item.number)} · {item.address ?? item.title}
            </ItemField>
          ))}
        </fieldset>
        {groups.length > 1 && <p className="small">После этого останется ещё групп: {groups.length - 1}.</p>}
      </div>
    </FormDialog>
  );
}
