import type { ReactNode } from 'react';
import { type MachineKey, revokeMachineKey } from '../../../../shared/contract/base/machines.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { SureDialog } from '../../base/case-kit/sure-dialog.tsx';

/** What will stop working is said before it does: a key cannot be given back. */
export function RevokeKey({ one, onClose }: { one: MachineKey; onClose: () => void }): ReactNode {
  const revoke = useCommand(revokeMachineKey, { done: 'Ключ отозван', onDone: onClose });
  return (
    <SureDialog
      title={`Отозвать ключ: ${one.title}`}
      action="Отозвать"
      commands={revoke}
      onSend={() => revoke.mutate({ params: { id: one.id } })}
      onClose={onClose}
    >
      <p>
        Через пять секунд программа с этим ключом не прочтёт ничего. Вернуть ключ нельзя: понадобится —
        выдайте новый.
      </p>
    </SureDialog>
  );
}
