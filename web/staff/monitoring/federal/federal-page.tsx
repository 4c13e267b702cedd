import { type ReactNode, useEffect, useRef, useState } from 'react';
import {
  type FederalTable,
  listFederalTables,
  readFederalTable,
  uploadFederalTable,
} from '../../../../shared/contract/monitoring/federal.ts';
import { takenWords, undecidedOf } from '../../../../shared/text/monitoring/federal-words.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { perform } from '../../../lib/commands/perform.ts';
import { useFormats } from '../../../lib/format.ts';
import { useRoute } from '../../../lib/query.ts';
import { useUrlQuery } from '../../../lib/router.tsx';
import { ButtonLink } from '../../../ui/button.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Section } from '../../../ui/section.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { TableUpload } from '../../base/outside-tables/table-upload.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import '../../base/outside-tables/outside-tables.css';
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
  const list = useRoute(listFederalTables);
  return (
    <Loadable query={list} failed="Файлы не открылись">
      {({ tables, isUnverified, legal }) => (
        <div className="stack">
          <UploadPart />
          {isUnverified && (
            <p className="small">
              <Mark tone="warning">не подтверждено</Mark> {legal}. Сверьте столбцы с настоящей выгрузкой.
            </p>
          )}
          <FederalExport />
          <Section title="Прошлые файлы" className="stack">
            {tables.length === 0 ? (
              <EmptyState title="Файлов ещё не было">
                <p>Загрузите таблицу: ничего не изменится, пока вы не примете её.</p>
              </EmptyState>
            ) : (
              <ol className="plain-rows">
                {tables.map((one) => (
                  <TableRow key={one.id} one={one} />
                ))}
              </ol>
            )}
          </Section>
        </div>
      )}
    </Loadable>
  );
}

function TableRow({ one }: { one: FederalTable }): ReactNode {
  const { dateTime } = useFormats();
  const waits = one.totals ? undecidedOf(one.totals) : 0;
  return (
    <li>
      <PageLink to="/staff/federal" search={{ id: one.id }}>
        {one.filename}
      </PageLink>
      <span className="small">
        {dateTime(one.createdAt)} · {one.createdByName} ·{' '}
        {one.totals
          ? takenWords(one.totals)
          : `${counted(one.rowCount, 'строка', 'строки', 'строк')}, ещё не принят`}
        {waits > 0 && ` Ждут решения: ${waits}.`}
      </span>
    </li>
  );
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
  const heading = useRef<HTMLHeadingElement>(null);
  const wasTaken = seen.data?.takenAt;
  // The button that took it in is gone: the report's heading takes the focus.
  useEffect(() => {
    if (wasTaken) heading.current?.focus();
  }, [wasTaken]);
  return (
    <Loadable query={seen} failed="Файл не открылся">
      {(table) => (
        <div className="stack">
          <h2 ref={heading} tabIndex={-1}>
            {table.filename}
          </h2>
          {table.totals && !isMapping ? (
            <FederalDifferences table={table} totals={table.totals} onMapping={() => setMapping(true)} />
          ) : (
            <FederalColumns table={table} onDone={() => setMapping(false)} />
          )}
        </div>
      )}
    </Loadable>
  );
}
