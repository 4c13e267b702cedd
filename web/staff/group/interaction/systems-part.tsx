import { Link, type LinkProps } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import {
  type ConnectedSystem,
  listSystems,
  setSystemOwner,
} from '../../../../shared/contract/group/interaction.ts';
import { formatNumber } from '../../../../shared/text/numbers.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useFormats } from '../../../lib/format.ts';
import { useRoute } from '../../../lib/query.ts';
import { Button } from '../../../ui/button.tsx';
import { FormDialog } from '../../../ui/forms/form.tsx';
import { TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { Mark } from '../../../ui/mark.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { DeskTable } from '../../base/parts/desk-table.tsx';
import { PersonField } from '../../base/parts/person-field.tsx';
import { systemStates } from './interaction-words.ts';

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
            <DeskTable<ConnectedSystem>
              caption="Подключённые системы"
              foldsBelow={70}
              rows={data.systems}
              rowKey={({ code }) => code}
              columns={[
                {
                  id: 'title',
                  head: 'Система',
                  isName: true,
                  cell: ({ title, clause, link }) => (
                    <>
                      {link ? <Link {...({ to: link } as LinkProps)}>{title}</Link> : <b>{title}</b>}
                      {clause && <span className="muted small interaction-line">{clause}</span>}
                    </>
                  ),
                },
                { id: 'way', head: 'Как', cell: ({ way }) => way },
                {
                  id: 'state',
                  head: 'Состояние',
                  cell: ({ state, words, lastAt }) => (
                    <>
                      <Mark tone={systemStates[state].tone}>
                        {state === 'silent' && !lastAt ? 'обмена не было' : systemStates[state].label}
                      </Mark>
                      {words && <span className="muted small interaction-line">{words}</span>}
                    </>
                  ),
                },
                {
                  id: 'last',
                  head: 'Последний обмен',
                  cell: ({ lastAt }) => (lastAt ? formats.ago(lastAt) : 'не было'),
                },
                {
                  id: 'waiting',
                  head: 'Ждёт',
                  cell: ({ waiting, oldestWaitingAt }) => (
                    <>
                      {formatNumber(waiting)}
                      {oldestWaitingAt && (
                        <span className="muted small interaction-line">
                          старшее — {formats.ago(oldestWaitingAt)}
                        </span>
                      )}
                    </>
                  ),
                },
                { id: 'errors', head: 'Ошибок за неделю', cell: ({ errors }) => formatNumber(errors) },
                {
                  id: 'responsible',
                  head: 'Отвечает',
                  cell: (row) => (
                    <span className="cluster">
                      <span>
                        {row.responsible ?? 'не назначен'}
                        {row.note && <span className="muted small interaction-line">{row.note}</span>}
                      </span>
                      {data.can.includes('keep') && (
                        <Button kind="quiet" onClick={() => setOpen(row)}>
                          Назначить<span className="aloud"> ответственного: {row.title}</span>
                        </Button>
                      )}
                    </span>
                  ),
                },
              ]}
              empty={<EmptyState title="Систем нет" />}
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
