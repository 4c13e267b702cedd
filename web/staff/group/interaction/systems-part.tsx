import { type ReactNode, useState } from 'react';
import type { ConnectedSystem } from '../../../../shared/contract/base/exchange.ts';
import { listSystems, setSystemOwner } from '../../../../shared/contract/group/interaction.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useFormats } from '../../../lib/format.ts';
import { useRoute } from '../../../lib/query.ts';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { Loadable } from '../../../ui/states.tsx';
import { SystemsTable } from '../../base/exchange/systems-table.tsx';
import { PersonField } from '../../base/parts/person-field.tsx';

/** What the centre exchanges with: the last exchange, what waits, what failed, who answers for it. */
export function SystemsPart(): ReactNode {
  const systems = useRoute(listSystems, {}, { refreshEvery: 60_000 });
  const formats = useFormats();
  const [open, setOpen] = useState<ConnectedSystem | null>(null);
  return (
    <div className="desk">
      <Loadable query={systems} failed="Состояние систем не загрузилось">
        {(data) => (
          <>
            <p className="muted">Состояние на {formats.dateTime(data.asOf)}, обновляется раз в минуту.</p>
            <SystemsTable
              systems={data.systems}
              act={data.can.includes('keep') ? { word: 'Назначить', of: 'ответственного' } : null}
              onOpen={setOpen}
            />
            {open && <OwnerDialog system={open} onClose={() => setOpen(null)} />}
          </>
        )}
      </Loadable>
    </div>
  );
}

function OwnerDialog({ system, onClose }: { system: ConnectedSystem; onClose: () => void }): ReactNode {
  const save = useCommand(setSystemOwner, {
    done: 'Ответственный назначен',
    onDone: onClose,
  });
  const form = useForm({
    start: { personId: '', note: system.note },
    commands: save,
    check: ({ personId }) => ({ personId: !personId && 'Выберите сотрудника' }),
    send: (body) => save.mutate({ params: { code: system.code }, body }),
  });
  return (
    <FormDialog title={`Кто отвечает: ${system.title}`} action="Назначить" form={form} onClose={onClose}>
      <PersonField form={form} name="personId" label="Сотрудник" />
      <TextField form={form} name="note" label="Примечание" optional />
    </FormDialog>
  );
}
