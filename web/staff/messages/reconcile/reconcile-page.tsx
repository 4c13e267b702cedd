import { type ReactNode, useEffect, useRef, useState } from 'react';
import {
  getSnapshot,
  listSnapshots,
  type Snapshot,
  uploadSnapshot,
} from '../../../../shared/contract/messages/reconcile.ts';
import { counted } from '../../../../shared/text/plural.ts';
import type { ApiProblem } from '../../../lib/api-problem.ts';
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
import { ColumnsPart } from './columns-part.tsx';
import { DifferencesPart } from './differences-part.tsx';
import { ExportPart } from './export-part.tsx';
import { describeTotals } from './reconcile-words.ts';
import './reconcile.css';
import { perform } from '../../../lib/commands/perform.ts';

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
      <div className="reading-pane reconcile">{id ? <OneSnapshot id={id} /> : <Start />}</div>
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

/** Chooses the file; nothing is compared before its columns are agreed. */
function UploadPart(): ReactNode {
  const [, changeQuery] = useUrlQuery();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const send = async (file: File) => {
    setBusy(true);
    setProblem(null);
    const made = await perform(uploadSnapshot, {}, { file, onProblem: setProblem });
    if (made) changeQuery({ id: made.id }, { replace: false });
    setBusy(false);
  };
  const { field, choose } = useFilePicker({
    accept: '.csv,.txt,.tsv,.xlsx,text/csv',
    label: 'Файл таблицы ПОС',
    onPick: (file) => void send(file),
  });
  useHotkeys(title, [{ keys: 'KeyU', label: 'Выбрать таблицу ПОС', run: choose }], { active: !isBusy });
  return (
    <section className="stack" aria-label="Таблица ПОС">
      <p>
        Загрузите таблицу сообщений из ПОС (CSV или XLSX, до 25 МБ). Покажем, чего не хватает здесь и там и
        что расходится; каждое расхождение решает человек.
      </p>
      {field}
      <div className="cluster">
        <Button kind="primary" hint="KeyU" icon="upload" busy={isBusy} onClick={choose}>
          Выбрать таблицу
        </Button>
      </div>
      {problem && <ErrorState title="Таблица не подошла" problem={problem} />}
    </section>
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
