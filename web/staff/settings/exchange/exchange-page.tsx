import { type ReactNode, useState } from 'react';
import { type ConnectedSystem, listExchange } from '../../../../shared/contract/base/exchange.ts';
import { useFormats } from '../../../lib/format.ts';
import { useRoute } from '../../../lib/query.ts';
import { Loadable } from '../../../ui/states.tsx';
import { SystemsTable } from '../../base/exchange/systems-table.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { SystemDialog } from './system-dialog.tsx';
import '../../base/parts/desk.css';

/** «Обмен»: whether mail, SMS, MAX, sources, outside sign-in and the rest are alive, and who answers for each. */
export function ExchangePage(): ReactNode {
  const systems = useRoute(listExchange, {}, { refreshEvery: 60_000 });
  const formats = useFormats();
  const [open, setOpen] = useState<ConnectedSystem | null>(null);
  return (
    <StaffPage title="Обмен" hasFinder>
      <div className="desk">
        <Loadable query={systems} failed="Состояние систем не загрузилось">
          {(data) => (
            <>
              <p className="muted">
                Состояние на {formats.dateTime(data.asOf)}, обновляется раз в минуту. О сбое пишем один раз:
                тому, кто отвечает, а где никто не назначен — администраторам.
              </p>
              <SystemsTable
                systems={data.systems}
                act={{ word: 'Настроить', of: 'систему' }}
                onOpen={setOpen}
              />
              {open && <SystemDialog system={open} onClose={() => setOpen(null)} />}
            </>
          )}
        </Loadable>
      </div>
    </StaffPage>
  );
}
