import { type ReactNode, useEffect, useRef, useState } from 'react';
import {
  type FederalTable,
  listFederalTables,
  readFederalTable,
  uploadFederalTable,
} from '../../../../shared/contract/monitoring/federal.ts';
import { takenWords, undecidedOf } from '../../../../shared/text/monitoring/federal-words.ts';
import { counted } from '../../../../shared/text/plural.ts';
import type { ApiProblem } from '../../../lib/api-problem.ts';
import { perform } from '../../../lib/commands/perform.ts';
import { useFormats } from '../../../lib/format.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { useRoute } from '../../../lib/query.ts';
import { useUrlQuery } from '../../../lib/router.tsx';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { useFilePicker } from '../../../ui/forms/file-button.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Section } from '../../../ui/section.tsx';
import { EmptyState, ErrorState, Loadable } from '../../../ui/states.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { FederalColumns } from './federal-columns.tsx';
import { FederalDifferences } from './federal-differences.tsx';
import { FederalExport } from './federal-export.tsx';
import './federal.css';

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
      <div className="reading-pane federal">{id ? <OneTable id={id} /> : <Start />}</div>
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

/** Chooses the file; nothing is taken in before its columns are agreed. */
function UploadPart(): ReactNode {
  const [, changeQuery] = useUrlQuery();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const send = async (file: File) => {
    setBusy(true);
    setProblem(null);
    const made = await perform(uploadFederalTable, {}, { file, onProblem: setProblem });
    if (made) changeQuery({ id: made.id }, { replace: false });
    setBusy(false);
  };
  const { field, choose } = useFilePicker({
    accept: '.csv,.txt,.tsv,.xlsx,text/csv',
    label: 'Файл федеральной системы',
    onPick: (file) => void send(file),
  });
  useHotkeys(title, [{ keys: 'KeyU', label: 'Выбрать файл', run: choose }], { active: !isBusy });
  return (
    <section className="stack" aria-label="Новый файл">
      <p>
        Загрузите таблицу инцидентов (CSV или XLSX, до 25 МБ и 2 000 строк). Покажем, что станет с каждой
        строкой и где ошибки; примете вы сами, а расхождения решите по одному.
      </p>
      {field}
      <div className="cluster">
        <Button kind="primary" hint="KeyU" icon="upload" busy={isBusy} onClick={choose}>
          Выбрать файл
        </Button>
      </div>
      {problem && <ErrorState title="Файл не подошёл" problem={problem} />}
    </section>
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
