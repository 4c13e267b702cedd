import type { ReactNode } from 'react';
import { type MachineKey, revokeMachineKey } from '../../../../shared/contract/base/machines.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';

/** What will stop working is said before it does: a key cannot be given back. */
export function RevokeKey({ one, onClose }: { one: MachineKey; onClose: () => void }): ReactNode {
  const revoke = useCommand(revokeMachineKey, { done: 'Ключ отозван', onDone: onClose });
  const form = useForm({
    start: {},
    commands: revoke,
    send: () => revoke.mutate({ params: { id: one.id } }),
  });
  return (
    <FormDialog form={form} title={`Отозвать ключ: ${one.title}`} action="Отозвать" onClose={onClose}>
      <p>
        Через пять секунд программа с этим ключом не прочтёт ничего. Вернуть ключ нельзя: понадобится —
        выдайте новый.
      </p>
    </FormDialog>
  );
}
