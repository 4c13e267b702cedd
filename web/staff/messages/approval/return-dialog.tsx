import { type ReactNode, useRef, useState } from 'react';
import type { ApprovalItem } from '../../../../shared/contract/messages/cases-answers.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { TextArea, TextInput } from '../../../ui/forms/field.tsx';
import { type AnswerMark, type Approvals, nameItem } from './use-approvals.ts';

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
  const [reason, setReason] = useState('');
  const [marks, setMarks] = useState<readonly AnswerMark[]>([]);
  const [isTried, setTried] = useState(false);
  const [hint, setHint] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  const isGap = !reason.trim() || marks.some(({ comment }) => !comment.trim());
  const send = (): void => {
    setTried(true);
    if (isGap || approvals.isBusy) return;
    const said = marks.map(({ comment, ...place }) => ({ ...place, comment: comment.trim() }));
    approvals.send(item, 'return', { reason: reason.trim(), ...(said.length > 0 && { marks: said }) });
    onClose();
  };
  const mark = (): void => {
    const { selectionStart: start = 0, selectionEnd: end = 0 } = field.current ?? {};
    if (end <= start) {
      setHint('Сначала выделите место в тексте: мышью или Shift и стрелками.');
      return;
    }
    setHint('');
    setMarks([...marks.filter((one) => one.end <= start || one.start >= end), { start, end, comment: '' }]);
  };
  useHotkeys(
    'Возврат',
    [
      { keys: 'Ctrl+Enter', label: 'Вернуть на доработку', run: send },
      { keys: 'Ctrl+KeyM', label: 'Отметить выделенное', run: mark, always: true },
    ],
    { inDialog: true },
  );
  return (
    <Dialog
      isOpen
      isWide
      title={`Вернуть ${nameItem(item)}`}
      onClose={onClose}
      foot={
        <Button kind="primary" hint="Ctrl+Enter" busy={approvals.isBusy} onClick={send}>
          Вернуть на доработку
        </Button>
      }
    >
      <div className="stack">
        <TextArea
          label="Что исправить"
          hint="Исполнитель увидит эти слова"
          value={reason}
          maxLength={2000}
          rows={2}
          error={isTried && !reason.trim() ? 'Напишите, в чём дело' : undefined}
          onChange={(event) => setReason(event.target.value)}
        />
        <TextArea
          ref={field}
          label="Текст ответа: выделите место и отметьте"
          value={body}
          // Not `readOnly`: a field that is shows no caret, and keys could not select in it.
          aria-readonly="true"
          onChange={() => undefined}
          rows={8}
          error={hint || undefined}
        />
        <div>
          <Button hint="Ctrl+KeyM" onClick={mark}>
            Отметить выделенное
          </Button>
        </div>
        {marks
          .toSorted((a, b) => a.start - b.start)
          .map((one, at) => (
            <div key={`${one.start}-${one.end}`} className="approval-mark">
              <mark>{body.slice(one.start, one.end)}</mark>
              <TextInput
                label={`Что исправить в месте ${at + 1}`}
                value={one.comment}
                maxLength={1000}
                error={isTried && !one.comment.trim() ? 'Напишите, что исправить' : undefined}
                onChange={(event) =>
                  setMarks(
                    marks.map((other) => (other === one ? { ...one, comment: event.target.value } : other)),
                  )
                }
              />
              <Button kind="quiet" onClick={() => setMarks(marks.filter((other) => other !== one))}>
                Убрать место {at + 1}
              </Button>
            </div>
          ))}
      </div>
    </Dialog>
  );
}
