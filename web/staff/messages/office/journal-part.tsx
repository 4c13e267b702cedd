import { Link, type LinkProps, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import {
  appealForms,
  appealKinds,
  exportAppeals,
  type JournalLine,
  journalStates,
  listAppeals,
} from '../../../../shared/contract/messages/office.ts';
import {
  appealFormTitles,
  appealKindTitles,
  appealResultTitles,
  journalStateTitles,
} from '../../../../shared/text/appeals.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useFormats } from '../../../lib/format.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { useRoute } from '../../../lib/query.ts';
import { useUrlQuery } from '../../../lib/router.tsx';
import { Button } from '../../../ui/button.tsx';
import { useFields } from '../../../ui/forms/fields.ts';
import { FilterSelect } from '../../../ui/forms/filter-select.tsx';
import { TextField } from '../../../ui/forms/text-field.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { statusWords } from '../../base/case-kit/case-words.ts';
import { ReportButtons } from '../../base/export/report-buttons.tsx';
import { CursorPages, useCursorTrail } from '../../base/parts/cursor-pages.tsx';
import { DeskTable } from '../../base/parts/desk-table.tsx';
import { PeriodButton } from '../../base/parts/period-button.tsx';

const any = (label: string) => ({ value: '', label });
const kinds = [any('любой'), ...appealKinds.map((value) => ({ value, label: appealKindTitles[value] }))];
const forms = [any('любая'), ...appealForms.map((value) => ({ value, label: appealFormTitles[value] }))];
const states = [any('любое'), ...journalStates.map((value) => ({ value, label: journalStateTitles[value] }))];
const marks = [
  any('все'),
  { value: 'control', label: 'на контроле' },
  { value: 'repeated', label: 'повторные' },
  { value: 'collective', label: 'коллективные' },
];

export const appealHref = (number: string): string => `/staff/office/${number}`;

const filterNames = ['from', 'to', 'kind', 'form', 'state', 'q'] as const;

/** The filter of the address as the route takes it. */
export function readFilter(query: Record<string, string | undefined>): Record<string, string> {
  const filter: Record<string, string> = {};
  for (const name of filterNames) if (query[name]) filter[name] = query[name];
  if (query.mark) filter[query.mark] = '1';
  return filter;
}

/** The journal of appeals: filters in the address, keys J K Enter, print, Excel. */
export function JournalPart(): ReactNode {
  const [query, change] = useUrlQuery();
  const trail = useCursorTrail();
  const filter = readFilter(query);
  const lines = useRoute(listAppeals, {
    query: { ...filter, limit: 50, ...(trail.cursor && { cursor: trail.cursor }) } as never,
  });
  const set = (patch: Record<string, string>) => {
    trail.restart();
    change(patch, { replace: true });
  };
  const isFiltered = Object.keys(filter).length > 0;
  return (
    <div className="desk office-journal">
      <Filters query={query} set={set} />
      <Loadable query={lines} failed="Журнал не загрузился">
        {(data) => (
          <>
            <p className="muted" role="status">
              {counted(data.total, 'обращение', 'обращения', 'обращений')}
              {isFiltered && ' по этому отбору'}
            </p>
            <Lines
              lines={data.lines}
              isOld={lines.isPlaceholderData}
              empty={
                isFiltered ? (
                  <EmptyState
                    title="По этому отбору обращений нет"
                    action={
                      <Button
                        onClick={() =>
                          set({ from: '', to: '', kind: '', form: '', state: '', mark: '', q: '' })
                        }
                      >
                        Сбросить отбор
                      </Button>
                    }
                  />
                ) : (
                  <EmptyState title="Журнал пуст">
                    Строка появится, когда зарегистрируют письмо или приём, либо житель подаст обращение на
                    портале.
                  </EmptyState>
                )
              }
            />
            <CursorPages
              label="Страницы журнала"
              trail={trail}
              next={data.next}
              words={['Новее', 'Старше']}
            />
          </>
        )}
      </Loadable>
    </div>
  );
}

function Filters(props: {
  query: Record<string, string | undefined>;
  set: (patch: Record<string, string>) => void;
}): ReactNode {
  const { query, set } = props;
  const period = query.from && query.to ? { from: query.from, to: query.to } : null;
  const fields = useFields({ text: query.q ?? '' });
  const finder = useRef<HTMLInputElement>(null);
  useHotkeys('Журнал обращений', [
    { keys: 'KeyF', label: 'Найти в журнале', run: () => finder.current?.focus() },
  ]);
  return (
    <form
      className="desk__filters"
      onSubmit={(event) => {
        event.preventDefault();
        set({ q: fields.get().text.trim() });
      }}
    >
      <TextField form={fields} name="text" ref={finder} label="Номер, имя, слова" />
      <PeriodButton
        period={period}
        none="весь"
        onChange={(next) => set({ from: next?.from ?? '', to: next?.to ?? '' })}
      />
      <FilterSelect label="Вид" value={query.kind ?? ''} choices={kinds} onChange={(kind) => set({ kind })} />
      <FilterSelect
        label="Форма"
        value={query.form ?? ''}
        choices={forms}
        onChange={(form) => set({ form })}
      />
      <FilterSelect
        label="Состояние"
        value={query.state ?? ''}
        choices={states}
        onChange={(state) => set({ state })}
      />
      <FilterSelect
        label="Отметка"
        value={query.mark ?? ''}
        choices={marks}
        onChange={(mark) => set({ mark })}
      />
      <span className="push" />
      <Button onClick={() => print()}>Печать</Button>
      <ReportButtons route={exportAppeals} query={readFilter(query)} screen="Журнал обращений" />
    </form>
  );
}

/** The day that was broken, where the term shown is another one by now, or none. */
function BrokenTerm({ line }: { line: JournalLine }): ReactNode {
  const formats = useFormats();
  const { brokenDueOn, dueAt } = line;
  if (!brokenDueOn || (dueAt && formats.date(dueAt) === formats.date(brokenDueOn))) return null;
  return <p className="small tone-danger">нарушен срок до {formats.date(brokenDueOn)}</p>;
}

function Lines(props: { lines: readonly JournalLine[]; isOld: boolean; empty: ReactNode }): ReactNode {
  const { lines } = props;
  const formats = useFormats();
  const current = useLineCursor(lines);
  return (
    <DeskTable<JournalLine>
      caption="Журнал обращений"
      rows={lines}
      rowKey={({ caseId }) => caseId}
      current={current}
      isOld={props.isOld}
      empty={props.empty}
      columns={[
        {
          id: 'number',
          head: '№',
          isName: true,
          width: '7rem',
          cell: (line) => (
            <Link {...({ to: appealHref(line.caseNumber) } as LinkProps)} className="number">
              {line.number}
            </Link>
          ),
        },
        {
          id: 'registered',
          head: 'Дата',
          width: '6.5rem',
          cell: (line) => (
            <>
              {formats.date(line.registeredOn)}
              {line.receivedBefore && (
                <p className="small">
                  поступило {formats.date(line.receivedOn)}, было записано {formats.date(line.receivedBefore)}
                </p>
              )}
              {line.isRegisteredLate && <Mark tone="danger">позже 3 дней</Mark>}
            </>
          ),
        },
        {
          id: 'kind',
          head: 'Вид, форма',
          width: '9rem',
          cell: (line) =>
            `${appealKindTitles[line.kind]}, ${appealFormTitles[line.form].toLocaleLowerCase('ru')}`,
        },
        { id: 'from', head: 'От кого', width: '6rem', cell: (line) => line.from ?? 'не указан' },
        {
          id: 'title',
          head: 'Содержание',
          cell: (line) => (
            <>
              {line.title} <Marks line={line} />
            </>
          ),
        },
        { id: 'unit', head: 'Исполнитель', cell: (line) => line.executorUnit ?? '' },
        {
          id: 'due',
          head: 'Срок',
          width: '8rem',
          cell: (line) => (
            <>
              {line.dueAt && formats.date(line.dueAt)} {line.isExtended && <Mark tone="info">продлён</Mark>}{' '}
              {line.isOverdue && <Mark tone="danger">просрочено</Mark>}
              <BrokenTerm line={line} />
              {line.nextTerm && (
                <p className={line.nextTerm.isOverdue ? 'small tone-danger' : 'small'}>
                  {line.nextTerm.title}: {line.nextTerm.isOverdue && 'просрочено, '}до{' '}
                  {formats.date(line.nextTerm.dueAt)}
                </p>
              )}
            </>
          ),
        },
        {
          id: 'state',
          head: 'Состояние',
          width: '10rem',
          cell: (line) =>
            line.isStruck
              ? 'снято: другой порядок'
              : line.result
                ? appealResultTitles[line.result]
                : statusWords[line.status].title,
        },
      ]}
    />
  );
}

function Marks({ line }: { line: JournalLine }): ReactNode {
  return (
    <>
      {line.isControl && <Mark tone="warning">контроль</Mark>}{' '}
      {line.isCollective && <Mark tone="quiet">коллективное</Mark>}{' '}
      {line.repeatOf && <Mark tone="quiet">повторное</Mark>}
    </>
  );
}

/** The line under J and K; Enter opens it. */
function useLineCursor(lines: readonly JournalLine[]): string | null {
  const [id, setId] = useState<string | null>(null);
  const navigate = useNavigate();
  const at = lines.findIndex(({ caseId }) => caseId === id);
  const current = lines[at];
  const step = (by: 1 | -1) => {
    const next = lines[at < 0 ? 0 : Math.min(lines.length - 1, Math.max(0, at + by))];
    if (next) setId(next.caseId);
  };
  useEffect(() => {
    const row = id && document.querySelector(`[data-key="${id}"]`);
    if (!row) return;
    row.scrollIntoView({ block: 'nearest' });
    row.querySelector<HTMLElement>('a')?.focus({ preventScroll: true });
  }, [id]);
  useHotkeys('Журнал обращений', [
    { keys: 'KeyJ', label: 'Следующее обращение', run: () => step(1) },
    { keys: 'ArrowDown', label: 'Следующее обращение', run: () => step(1), hidden: true },
    { keys: 'KeyK', label: 'Предыдущее обращение', run: () => step(-1) },
    { keys: 'ArrowUp', label: 'Предыдущее обращение', run: () => step(-1), hidden: true },
    {
      keys: 'Enter',
      label: 'Открыть карточку',
      run: () => current && void navigate({ to: appealHref(current.caseNumber) as never }),
    },
  ]);
  return current?.caseId ?? null;
}
