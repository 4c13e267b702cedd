import { type ReactNode, useRef, useState } from 'react';
import type { ApprovalItem } from '../../../../shared/contract/messages/cases-answers.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { Button } from '../../../ui/button.tsx';
import { bindValue, rowOf } from '../../../ui/forms/fields.ts';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { LongTextField, TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { type AnswerMark, type Approvals, nameItem, useWindowDecision } from './use-approvals.ts';

/**
 * B: back for rework. Passages are selected in the text, by mouse or Shift with arrows, and each says what to mend; the
 * executor sees them at their places.
 */
export function ReturnDialog(props: {
  approvals: Approvals;
  item: ApprovalItem;
  onClose: () => void;
}): ReactNode {
  const { approvals, item, onClose } = props;
  const { body } = item.answer;
  const decision = useWindowDecision(approvals, item, onClose);
  const form = useForm<{ reason: string; marks: AnswerMark[] }>({
    start: { reason: '', marks: [] },
    commands: decision.command,
    check: ({ reason, marks }) => ({
      reason: !reason.trim() && 'Напишите, в чём дело',
      ...Object.fromEntries(
        marks.map(({ comment }, at) => [`marks.${at}.comment`, !comment.trim() && 'Напишите, что исправить']),
      ),
    }),
    send: ({ reason, marks }) => {
      const said = marks.map(({ comment, ...place }) => ({ ...place, comment: comment.trim() }));
      decision.send('return', { reason: reason.trim(), ...(said.length > 0 && { marks: said }) });
    },
  });
  const { marks } = form.values;
  const [hint, setHint] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  const mark = (): void => {
    const { selectionStart: start = 0, selectionEnd: end = 0 } = field.current ?? {};
    if (end <= start) {
      setHint('Сначала выделите место в тексте: мышью или Shift и стрелками.');
      return;
    }
    setHint('');
    const others = marks.filter((one) => one.end <= start || one.start >= end);
    form.set({
      marks: [...others, { start, end, comment: '' }].toSorted((a, b) => a.start - b.start),
    });
  };
  useHotkeys(
    'Возврат: место',
    [{ keys: 'Ctrl+KeyM', label: 'Отметить выделенное', run: mark, always: true }],
    {
      inDialog: true,
    },
  );
  return (
    <FormDialog
      form={form}
      isWide
      title={`Вернуть ${nameItem(item)}`}
      onClose={onClose}
      action="Вернуть на доработку"
    >
      <div className="stack">
        <LongTextField
          form={form}
          name="reason"
          label="Что исправить"
          hint="Исполнитель увидит эти слова"
          maxLength={2000}
          rows={2}
        />
        <LongTextField
          ref={field}
          form={bindValue(body, () => undefined, 'return-body')}
          name="value"
          label="Текст ответа: выделите место и отметьте"
          // Not `readOnly`: a field that is shows no caret, and keys could not select in it.
          aria-readonly="true"
          rows={8}
          error={hint || undefined}
        />
        <div>
          <Button hint="Ctrl+KeyM" onClick={mark}>
            Отметить выделенное
          </Button>
        </div>
        {marks.map((one, at) => (
          <div key={`${one.start}-${one.end}`} className="approval-mark">
            <mark>{body.slice(one.start, one.end)}</mark>
            <TextField
              form={rowOf(form, 'marks', at)}
              name="comment"
              label={`Что исправить в месте ${at + 1}`}
              maxLength={1000}
            />
            <Button kind="quiet" onClick={() => form.set({ marks: marks.filter((other) => other !== one) })}>
              Убрать место {at + 1}
            </Button>
          </div>
        ))}
      </div>
    </FormDialog>
  );
}
