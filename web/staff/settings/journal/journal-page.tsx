import type { ReactNode } from 'react';
import {
  type AuditRecord,
  exportAuditRecords,
  listAuditRecords,
  verifyAuditChain,
} from '../../../../shared/contract/base/audit.ts';
import { describeAction, describeObject } from '../../../../shared/text/journal.ts';
import { formatNumber } from '../../../../shared/text/numbers.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { formatCaseNumber } from '../../../../shared/text/words.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useFormats } from '../../../lib/format.ts';
import { useRoute } from '../../../lib/query.ts';
import { useUrlQuery } from '../../../lib/router.tsx';
import { Button } from '../../../ui/button.tsx';
import { bindFields } from '../../../ui/forms/fields.ts';
import { Mark } from '../../../ui/mark.tsx';
import { EmptyState, ErrorState } from '../../../ui/states.tsx';
import { ReportButtons } from '../../base/export/report-buttons.tsx';
import { CursorPages, useCursorTrail } from '../../base/parts/cursor-pages.tsx';
import { DeskTable } from '../../base/parts/desk-table.tsx';
import { Guarded } from '../../base/parts/guarded.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { JournalFilters, noFilter } from './journal-filters.tsx';
import { JournalProof } from './journal-proof.tsx';
import '../../base/parts/desk.css';

/** The append-only journal: who changed what and who read personal data, with a check of its chain. */
export function JournalPage(): ReactNode {
  return (
    <Guarded permission="audit.read" title="Журнал">
      <Journal />
    </Guarded>
  );
}

function Journal(): ReactNode {
  const [query, change] = useUrlQuery();
  const trail = useCursorTrail();
  const { cursor } = trail;
  const filter = pick({
    actor: query.actor,
    action: query.action,
    object: query.kind,
    objectId: query.object,
    from: query.from,
    to: query.to,
  });
  const records = useRoute(listAuditRecords, { query: { ...filter, limit: 50, ...(cursor && { cursor }) } });
  const { data, error } = records;
  const set = (patch: Record<string, string | undefined>): void => {
    trail.restart();
    change(patch);
  };
  return (
    <StaffPage
      title="Журнал"
      hasFinder
      actions={
        <>
          <ChainCheck />
          <ReportButtons
            route={exportAuditRecords}
            query={filter}
            screen="Журнал действий"
            more="Выгрузка записана в журнал"
          />
        </>
      }
    >
      <div className="desk">
        <JournalFilters form={bindFields(query, set)} data={data} />
        {error && (
          <ErrorState title="Журнал не загрузился" problem={error} onRetry={() => void records.refetch()} />
        )}
        {(data || !error) && (
          <DeskTable<AuditRecord>
            caption="Записи журнала, новые сверху"
            rows={data?.records}
            rowKey={(row) => String(row.seq)}
            isOld={records.isPlaceholderData}
            columns={columnsOf(set)}
            empty={
              <EmptyState
                title="Записей по этому отбору нет"
                action={<Button onClick={() => set(noFilter)}>Сбросить отбор</Button>}
              >
                Журнал хранит всё с первого дня: расширьте период или снимите часть отбора.
              </EmptyState>
            }
          />
        )}
        <CursorPages label="Страницы журнала" trail={trail} next={data?.next} words={['Новее', 'Старше']} />
      </div>
    </StaffPage>
  );
}

/** Work of the system itself goes under its own name, whatever its part is called inside. */
function nameActor({ actor, actorName }: AuditRecord): string {
  if (actor.startsWith('system:')) return 'Отклик';
  return actorName || 'Житель';
}

/** A case by its number, anything else by its kind. */
const nameObject = ({ object, data }: AuditRecord): string =>
  typeof data.number === 'string' ? formatCaseNumber(data.number) : describeObject(object);

/** The thing a record is of; pressed, it shows the records of that thing alone. */
const columnsOf = (set: (patch: Record<string, string>) => void) => [
  { id: 'seq', head: '№', cell: (row: AuditRecord) => formatNumber(row.seq), align: 'right' as const },
  { id: 'at', head: 'Когда', cell: (row: AuditRecord) => <Moment at={row.at} /> },
  { id: 'actor', head: 'Кто', cell: nameActor },
  { id: 'action', head: 'Что', cell: (row: AuditRecord) => describeAction(row.action), isName: true },
  {
    id: 'object',
    head: 'Над чем',
    cell: (row: AuditRecord) => (
      <button
        type="button"
        className="link-button"
        title="Показать записи только об этом"
        onClick={() => set({ kind: row.object, object: row.objectId })}
      >
        {nameObject(row)}
      </button>
    ),
  },
  { id: 'proof', head: 'Доказательство', cell: (row: AuditRecord) => <JournalProof seq={row.seq} /> },
];

function Moment({ at }: { at: string }): ReactNode {
  return useFormats().dateTime(at);
}

function ChainCheck(): ReactNode {
  const check = useCommand(verifyAuditChain, { refreshes: [] });
  const { data } = check;
  return (
    <>
      <span role="status">
        {data && !data.fault && (
          <Mark tone="ok">цепочка цела: {counted(data.checked, 'запись', 'записи', 'записей')}</Mark>
        )}
        {data?.fault && (
          <Mark tone="danger">
            нарушена запись № {formatNumber(data.fault.seq)}: {data.fault.reason}
          </Mark>
        )}
        {data && !data.isProtected && (
          <Mark tone="warning">
            журнал не защищён от своего сервера: у таблиц и у сервера одна учётная запись базы
          </Mark>
        )}
      </span>
      <Button kind="primary" busy={check.isPending} onClick={() => check.mutate({} as never)}>
        Проверить цепочку
      </Button>
    </>
  );
}

function pick(values: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => Boolean(entry[1])),
  );
}
