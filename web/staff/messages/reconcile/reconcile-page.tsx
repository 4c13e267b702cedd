import { type ReactNode, useEffect, useRef, useState } from 'react';
import {
  getSnapshot,
  listSnapshots,
  type Snapshot,
  uploadSnapshot,
} from '../../../../shared/contract/messages/reconcile.ts';
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
  const list = useRoute(listSnapshots);
  return (
    <Loadable query={list} failed="Сверки не открылись">
      {({ snapshots, isUnverified, legal }) => (
        <div className="stack">
          <UploadPart />
          {isUnverified && (
            <p className="small">
              <Mark tone="warning">не подтверждено</Mark> {legal}. Сверьте столбцы с настоящей выгрузкой.
            </p>
          )}
          <ExportPart />
          <Section title="Прошлые сверки" className="stack">
            {snapshots.length === 0 ? (
              <EmptyState title="Сверок ещё не было">
                <p>
                  Выгрузите таблицу сообщений из ПОС и загрузите её сюда: ничего не изменится, пока вы не
                  решите.
                </p>
              </EmptyState>
            ) : (
              <ol className="plain-rows">
                {snapshots.map((one) => (
                  <HistoryRow key={one.id} one={one} />
                ))}
              </ol>
            )}
          </Section>
        </div>
      )}
    </Loadable>
  );
}

function HistoryRow({ one }: { one: Snapshot }): ReactNode {
  const { dateTime } = useFormats();
  return (
    <li>
      <PageLink to="/staff/reconcile" search={{ id: one.id }}>
        {one.filename}
      </PageLink>
      <span className="small">
        {dateTime(one.createdAt)} · {one.createdByName} ·{' '}
        {one.totals
          ? describeTotals(one)
          : `${counted(one.rowCount, 'строка', 'строки', 'строк')}, ещё не сверено`}
      </span>
    </li>
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
  const heading = useRef<HTMLHeadingElement>(null);
  const wasCompared = seen.data?.comparedAt;
  // The button that compared is gone: the report's heading takes the focus.
  useEffect(() => {
    if (wasCompared) heading.current?.focus();
  }, [wasCompared]);
  return (
    <Loadable query={seen} failed="Сверка не открылась">
      {(snapshot) => (
        <div className="stack">
          <h2 ref={heading} tabIndex={-1}>
            {snapshot.filename}
          </h2>
          {snapshot.totals && !isMapping ? (
            <DifferencesPart snapshot={snapshot} onMapping={() => setMapping(true)} />
          ) : (
            <ColumnsPart snapshot={snapshot} onDone={() => setMapping(false)} />
          )}
        </div>
      )}
    </Loadable>
  );
}
