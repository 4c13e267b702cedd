import type { ReactNode } from 'react';
import type { ApprovalItem } from '../../../../shared/contract/messages/cases-answers.ts';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { LongTextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { type Approvals, mainDecision, nameItem, useWindowDecision } from './use-approvals.ts';

/** The text corrected in place: it becomes a new version under the corrector's name, with the decision. */
export function ApprovalEdit(props: {
  approvals: Approvals;
  item: ApprovalItem;
  onClose: () => void;
}): ReactNode {
  const { approvals, item, onClose } = props;
  const decision = mainDecision(item);
  const { command, send } = useWindowDecision(approvals, item, onClose);
  const form = useForm({
    start: { text: item.answer.body },
    commands: command,
    send: ({ text }) => {
      if (decision && text.trim()) send(decision, { text: text.trim() });
    },
  });
  const action = decision === 'agree' ? 'Согласовать с правкой' : 'Утвердить с правкой';
  return (
    <FormDialog form={form} isWide title={`Правка: ${nameItem(item)}`} onClose={onClose} action={action}>
      <LongTextField
        form={form}
        name="text"
        label="Текст ответа"
        hint="Новая версия выйдет под вашим именем; прежняя останется в деле"
        maxLength={20_000}
        rows={14}
        error={form.values.text.trim() ? undefined : 'Ответ пуст'}
      />
    </FormDialog>
  );
}
