import { type ReactNode, useState } from 'react';
import { addDuty, cancelDuty, type Duty, listDuty } from '../../../../shared/contract/base/clocks.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useFormats } from '../../../lib/format.ts';
import { useRoute } from '../../../lib/query.ts';
import { Button } from '../../../ui/button.tsx';
import { DateField } from '../../../ui/forms/date-field.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { Mark } from '../../../ui/mark.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { DeskTable } from '../../base/parts/desk-table.tsx';
import { PersonField } from '../../base/parts/person-field.tsx';

/** Who is on duty when: those whom the ladder calls «дежурный». */
export function DutyPart(): ReactNode {
  const duties = useRoute(listDuty);
  const { dateTime } = useFormats();
  const [isAdding, setAdding] = useState(false);
  const cancel = useCommand(cancelDuty, { done: 'Дежурство снято' });
  const { data } = duties;
  const mayKeep = data?.can.includes('keep') ?? false;
  return (
    <div className="desk__list">
      <p className="muted">
        Ступени эскалации, где назван «дежурный», идут тому, кто дежурит в этот час; если он отсутствует — его
        заместителю.
      </p>
      {mayKeep && (
        <span>
          <Button kind="primary" onClick={() => setAdding(true)}>
            Назначить дежурного
          </Button>
        </span>
      )}
      <Loadable query={duties} failed="Дежурства не загрузились">
        {() => (
          <DeskTable<Duty>
            caption="Дежурства"
            rows={data?.duties}
            rowKey={(row) => row.id}
            columns={[
              { id: 'person', head: 'Кто', isName: true, cell: (row) => row.person },
              { id: 'from', head: 'С', cell: (row) => dateTime(row.fromAt) },
              { id: 'to', head: 'До', cell: (row) => dateTime(row.toAt) },
              {
                id: 'state',
                head: 'Сейчас',
                cell: (row) =>
                  (row.isNow || row.standIn) && (
                    <>
                      {row.isNow && <Mark tone="ok">дежурит</Mark>}
                      {row.standIn && ` отсутствует, сообщат: ${row.standIn}`}
                    </>
                  ),
              },
              ...(mayKeep
                ? [
                    {
                      id: 'act',
                      head: 'Действие',
                      cell: (row: Duty) => (
                        <Button
                          kind="quiet"
                          busy={cancel.isPending}
                          aria-label={`Снять дежурство: ${row.person}, ${dateTime(row.fromAt)}`}
                          onClick={() => cancel.mutate({ params: { id: row.id } })}
                        >
                          Снять
                        </Button>
                      ),
                    },
                  ]
                : []),
            ]}
            empty={
              <EmptyState title="Дежурных нет">
                Ступени с «дежурным» идут остальным, кого называет лестница.
              </EmptyState>
            }
          />
        )}
      </Loadable>
      {isAdding && <DutyForm onClose={() => setAdding(false)} />}
    </div>
  );
}

function DutyForm({ onClose }: { onClose: () => void }): ReactNode {
  const add = useCommand(addDuty, { done: 'Дежурный назначен', onDone: onClose });
  const form = useForm({
    start: { personId: '', fromOn: '', fromTime: '18:00', toOn: '', toTime: '09:00' },
    commands: add,
    gap: ({ personId, fromOn, toOn }) =>
      !personId ? 'Выберите, кто дежурит' : (!fromOn || !toOn) && 'Назовите дни',
    send: (body) => add.mutate({ body }),
  });
  return (
    <FormDialog form={form} title="Назначить дежурного" action="Назначить" onClose={onClose}>
      <PersonField form={form} name="personId" label="Кто дежурит" />
      <div className="desk__filters">
        <DateField form={form} name="fromOn" label="С какого дня" />
        <TextField form={form} name="fromTime" label="С какого часа" maxLength={5} placeholder="ЧЧ:ММ" />
        <DateField form={form} name="toOn" label="До какого дня" />
        <TextField form={form} name="toTime" label="До какого часа" maxLength={5} placeholder="ЧЧ:ММ" />
      </div>
    </FormDialog>
  );
}
