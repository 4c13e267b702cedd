import type { ReactNode } from 'react';
import { type ConnectedSystem, setSystem } from '../../../../shared/contract/base/exchange.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { NumberField, TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { PersonField } from '../../base/parts/person-field.tsx';

/** Who answers for a system and how long it may be silent. */
export function SystemDialog({
  system,
  onClose,
}: {
  system: ConnectedSystem;
  onClose: () => void;
}): ReactNode {
  const { code, title, responsibleId, responsible, note, silentAfterHours } = system;
  const save = useCommand(setSystem, {
    refreshes: ['exchange', 'interaction'],
    done: 'Записано',
    onDone: onClose,
  });
  const form = useForm({
    start: { personId: responsibleId, note, silentAfterHours },
    commands: save,
    send: (body) => save.mutate({ params: { code }, body }),
  });
  return (
    <FormDialog title={title} action="Записать" form={form} onClose={onClose}>
      <PersonField
        form={form}
        name="personId"
        orNull
        label="Кто отвечает"
        hint="Пусто — о сбоях пишем администраторам"
        optional
        initial={responsible ?? ''}
      />
      <NumberField
        form={form}
        name="silentAfterHours"
        label="Сбой, если молчит дольше, часов"
        hint="Пусто — молчание не сбой"
        optional
      />
      <TextField form={form} name="note" label="Примечание" optional />
    </FormDialog>
  );
}
