import type { ReactNode } from 'react';
import type { Running } from '../../../lib/commands/failure.ts';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { PersonField } from '../../base/parts/person-field.tsx';

/** Who answers in place of one whom an assignment does not reach any more, and why. */
export function SuccessorDialog(props: {
  of: string;
  except: string;
  command: Running;
  onSend: (body: { responsibleId: string; reason: string }) => void;
  onClose: () => void;
}): ReactNode {
  const { command, onSend } = props;
  const form = useForm({
    start: { responsibleId: '', reason: '' },
    commands: command,
    check: ({ responsibleId, reason }) => ({
      responsibleId: !responsibleId && 'Выберите сотрудника',
      reason: !reason.trim() && 'Напишите, почему отвечает другой',
    }),
    send: onSend,
  });
  return (
    <FormDialog title={`Преемник: ${props.of}`} action="Назначить" form={form} onClose={props.onClose}>
      <p className="muted">
        Решение остаётся как есть; в истории поручения будет, кто и почему отвечает вместо названного.
      </p>
      <PersonField form={form} name="responsibleId" label="Кто отвечает теперь" except={props.except} />
      <TextField form={form} name="reason" label="Почему" hint="Уволен, переведён: приказ и день" />
    </FormDialog>
  );
}
