import { type ReactNode, useState } from 'react';
import {
  getSnapshot,
  listSnapshots,
  uploadSnapshot,
} from '../../../../shared/contract/messages/reconcile.ts';
import { perform } from '../../../lib/commands/perform.ts';
import { useRoute } from '../../../lib/query.ts';
import { useUrlQuery } from '../../../lib/router.tsx';
import { ButtonLink } from '../../../ui/button.tsx';
import { Loadable } from '../../../ui/states.tsx';
import { OpenedTable } from '../../base/outside-tables/opened-table.tsx';
import { TableUpload } from '../../base/outside-tables/table-upload.tsx';
import { TablesStart } from '../../base/outside-tables/tables-start.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { ColumnsPart } from './columns-part.tsx';
import { DifferencesPart } from './differences-part.tsx';
import { ExportPart } from './export-part.tsx';
import { describeTotals } from './reconcile-words.ts';

const title = 'Сверка с ПОС';

/** Tables of ПОС beside our register: bring one, say what column is what, decide what differs. `?id=` is one of them. */
export function ReconcilePage(): ReactNode {
  const [{ id }] = useUrlQuery();
  return (
    <StaffPage
      key={id ?? ''}
      title={title}
      hasFinder
      actions={id ? <ButtonLink to="/staff/reconcile">Все сверки</ButtonLink> : undefined}
    >
      <div className="reading-pane outside-table">{id ? <OneSnapshot id={id} /> : <Start />}</div>
    </StaffPage>
  );
}

function Start(): ReactNode {
  return (
    <TablesStart
      list={useRoute(listSnapshots)}
      to="/staff/reconcile"
      upload={<UploadPart />}
      exporting={<ExportPart />}
      words={{
        failed: 'Сверки не открылись',
        former: 'Прошлые сверки',
        none: 'Сверок ещё не было',
        hint: 'Выгрузите таблицу сообщений из ПОС и загрузите её сюда: ничего не изменится, пока вы не решите.',
        waiting: 'ещё не сверено',
      }}
      describe={({ totals }) => totals && describeTotals(totals)}
    />
  );
}

function UploadPart(): ReactNode {
  return (
    <TableUpload
      page={title}
      title="Таблица ПОС"
      label="Файл таблицы ПОС"
      button="Выбрать таблицу"
      failed="Таблица не подошла"
      send={(file, onProblem) => perform(uploadSnapshot, {}, { file, onProblem })}
    >
      Загрузите таблицу сообщений из ПОС (CSV или XLSX, до 25 МБ). Покажем, чего не хватает здесь и там и что
      расходится; каждое расхождение решает человек.
    </TableUpload>
  );
}

function OneSnapshot({ id }: { id: string }): ReactNode {
  const seen = useRoute(getSnapshot, { params: { id } }, { keepOld: false });
  const [isMapping, setMapping] = useState(false);
  return (
    <Loadable query={seen} failed="Сверка не открылась">
      {(snapshot) => (
        <OpenedTable filename={snapshot.filename} doneAt={snapshot.comparedAt}>
          {snapshot.totals && !isMapping ? (
            <DifferencesPart
              snapshot={snapshot}
              totals={snapshot.totals}
              onMapping={() => setMapping(true)}
            />
          ) : (
            <ColumnsPart snapshot={snapshot} onDone={() => setMapping(false)} />
          )}
        </OpenedTable>
      )}
    </Loadable>
  );
}
