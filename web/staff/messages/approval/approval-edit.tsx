import { type ReactNode, useState } from 'react';
import type { ApprovalItem } from '../../../../shared/contract/messages/cases-answers.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { TextArea } from '../../../ui/forms/field.tsx';
import { type Approvals, mainDecision, nameItem } from './use-approvals.ts';

/** The text corrected in place: it becomes a new version under the corrector's name, with the decision. */
export function ApprovalEdit(props: {
  approvals: Approvals;
  item: ApprovalItem;
  onClose: () => void;
}): ReactNode {
  const { approvals, item, onClose } = props;
  const [text, setText] = useState(item.answer.body);
  const decision = mainDecision(item);
  const action = decision === 'agree' ? 'Согласовать с правкой' : 'Утвердить с правкой';
  const send = (): void => {
    if (!decision || !text.trim() || approvals.isBusy) return;
    approvals.send(item, decision, { text: text.trim() });
    onClose();
  };
  useHotkeys('Правка ответа', [{ keys: 'Ctrl+Enter', label: action, run: send }], { inDialog: true });
  return (
    <Dialog
      isOpen
      isWide
      title={`Правка: ${nameItem(item)}`}
      onClose={onClose}
      foot={
        <Button kind="primary" hint="Ctrl+Enter" busy={approvals.isBusy} onClick={send}>
          {action}
        </Button>
      }
    >
      <TextArea
        label="Текст ответа"
        hint="Новая версия выйдет под вашим именем; прежняя останется в деле"
        value={text}
        maxLength={20_000}
        rows={14}
        error={text.trim() ? undefined : 'Ответ пуст'}
        onChange={(event) => setText(event.target.value)}
      />
    </Dialog>
  );
}
