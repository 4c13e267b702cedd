import { type ReactNode, useState } from 'react';
import {
  type FederalTable,
  listFederalTables,
  readFederalTable,
  uploadFederalTable,
} from '../../../../shared/contract/monitoring/federal.ts';
import { takenWords, undecidedOf } from '../../../../shared/text/monitoring/federal-words.ts';
import { perform } from '../../../lib/commands/perform.ts';
import { useRoute } from '../../../lib/query.ts';
import { useUrlQuery } from '../../../lib/router.tsx';
import { ButtonLink } from '../../../ui/button.tsx';
import { Loadable } from '../../../ui/states.tsx';
import { OpenedTable } from '../../base/outside-tables/opened-table.tsx';
import { TableUpload } from '../../base/outside-tables/table-upload.tsx';
import { TablesStart } from '../../base/outside-tables/tables-start.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { FederalColumns } from './federal-columns.tsx';
import { FederalDifferences } from './federal-differences.tsx';
import { FederalExport } from './federal-export.tsx';

const title = 'Файлы «Инцидент Менеджмента»';

/** Tables of the federal system beside our feed: bring one, look at what becomes of it, decide what differs. `?id=` is one of them. */
export function FederalPage(): ReactNode {
  const [{ id }] = useUrlQuery();
  return (
    <StaffPage
      key={id ?? ''}
      title={title}
      hasFinder
      actions={id ? <ButtonLink to="/staff/federal">Все файлы</ButtonLink> : undefined}
    >
      <div className="reading-pane outside-table">{id ? <OneTable id={id} /> : <Start />}</div>
    </StaffPage>
  );
}

function Start(): ReactNode {
  return (
    <TablesStart
      list={useRoute(listFederalTables)}
      to="/staff/federal"
      upload={<UploadPart />}
      exporting={<FederalExport />}
      words={{
        failed: 'Файлы не открылись',
        former: 'Прошлые файлы',
        none: 'Файлов ещё не было',
        hint: 'Загрузите таблицу: ничего не изменится, пока вы не примете её.',
        waiting: 'ещё не принят',
      }}
      describe={describeTaken}
    />
  );
}

/** What was taken, and how much of it waits for a person; null before that. */
function describeTaken({ totals }: FederalTable): string | null {
  if (!totals) return null;
  const waits = undecidedOf(totals);
  return waits > 0 ? `${takenWords(totals)} Ждут решения: ${waits}.` : takenWords(totals);
}

function UploadPart(): ReactNode {
  return (
    <TableUpload
      page={title}
      title="Новый файл"
      label="Файл федеральной системы"
      button="Выбрать файл"
      failed="Файл не подошёл"
      send={(file, onProblem) => perform(uploadFederalTable, {}, { file, onProblem })}
    >
      Загрузите таблицу инцидентов (CSV или XLSX, до 25 МБ и 2 000 строк). Покажем, что станет с каждой
      строкой и где ошибки; примете вы сами, а расхождения решите по одному.
    </TableUpload>
  );
}

function OneTable({ id }: { id: string }): ReactNode {
  const seen = useRoute(readFederalTable, { params: { id } }, { keepOld: false });
  const [isMapping, setMapping] = useState(false);
  return (
    <Loadable query={seen} failed="Файл не открылся">
      {(table) => (
        <OpenedTable filename={table.filename} doneAt={table.takenAt}>
          {table.totals && !isMapping ? (
            <FederalDifferences table={table} totals={table.totals} onMapping={() => setMapping(true)} />
          ) : (
            <FederalColumns table={table} onDone={() => setMapping(false)} />
          )}
        </OpenedTable>
      )}
    </Loadable>
  );
}
