import { Link, type LinkProps, type NavigateOptions, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import {
  type AssignmentRow,
  type BoardView,
  boardViews,
  controlKinds,
  listAssignments,
} from '../../../../shared/contract/group/assignments.ts';
import { exportAssignments } from '../../../../shared/contract/group/assignments-desk.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import {
  assignmentStateTitles,
  boardViewTitles,
  controlTitles,
} from '../../../../shared/text/assignments.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { useRoute } from '../../../lib/query.ts';
import { useUrlQuery } from '../../../lib/router.tsx';
import { Button } from '../../../ui/button.tsx';
import { FilterSelect } from '../../../ui/forms/filter-select.tsx';
import { SearchForm } from '../../../ui/forms/search-form.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { SegmentedLinks } from '../../../ui/tabs.tsx';
import { ReportButtons } from '../../base/export/report-buttons.tsx';
import { assignmentHref, describeTerm, stateTones } from '../../base/parts/assignment-words.ts';
import { CursorPages, useCursorTrail } from '../../base/parts/cursor-pages.tsx';
import { DeskTable } from '../../base/parts/desk-table.tsx';
import { useRowKeys } from '../../base/parts/use-row-keys.ts';
import { NewAssignmentDialog } from './new-dialog.tsx';

type List = RouteReply<typeof listAssignments>;

function useBoardFilter() {
  const [query, change] = useUrlQuery();
  const view = boardViews.find((one) => one === query.view) ?? 'open';
  const control = controlKinds.find((one) => one === query.control);
  const filter = {
    view,
    ...(query.mine === 'yes' && { mine: 'yes' as const }),
    ...(query.who && { responsible: query.who }),
    ...(control && { control }),
    ...(query.meeting && { meeting: query.meeting }),
    ...(query.q && { q: query.q }),
  };
  return { query, change, view, filter };
}

/** What a secretary looks at in the morning: views with their counts, people, words; the nearest term first. */
export function BoardPart(): ReactNode {
  const { query, change, view, filter } = useBoardFilter();
  const navigate = useNavigate();
  const trail = useCursorTrail();
  const { cursor } = trail;
  const board = useRoute(
    listAssignments,
    { query: { limit: 100, ...filter, ...(cursor && { cursor }) } },
    { refreshEvery: 60_000 },
  );
  const [isMaking, setMaking] = useState(false);
  const mayControl = board.data?.can.includes('control') ?? false;
  const set = (patch: Record<string, string>) => {
    trail.restart();
    change(patch);
  };
  useRowKeys('Поручения', 'a.assignment-link');
  useHotkeys(
    'Поручения',
    [
      ...(mayControl
        ? [{ keys: 'KeyA' as const, label: 'Новое поручение', run: () => setMaking(true) }]
        : []),
      { keys: 'KeyP' as const, label: 'Напечатать список', run: () => print() },
    ],
    { active: !isMaking },
  );
  return (
    <div className="desk assignments">
      <div className="assignments__views">
        <SegmentedLinks
          label="Что показать"
          links={boardViews.map((one) => ({
            to: '/staff/assignments',
            search: linkQuery(query, one),
            label: <ViewLabel view={one} count={board.data?.counts[one]} />,
            current: one === view,
          }))}
        />
      </div>
      <div className="desk__filters">
        <SearchForm
          className="assignments__search"
          label="Слова или номер"
          value={query.q ?? ''}
          onFind={(q) => set({ q })}
        />
        <FilterSelect
          label="Отвечает"
          value={query.who ?? ''}
          choices={[
            { value: '', label: 'все' },
            ...(board.data?.people ?? []).map(({ id, name, open, overdue }) => ({
              value: id,
              label: `${name}: ${open}${overdue > 0 ? `, просрочено ${overdue}` : ''}`,
            })),
          ]}
          onChange={(who) => set({ who })}
        />
        <FilterSelect
          label="Контроль"
          value={query.control ?? ''}
          choices={[
            { value: '', label: 'любой' },
            ...controlKinds.map((value) => ({ value, label: controlTitles[value] })),
          ]}
          onChange={(control) => set({ control })}
        />
        <FilterSelect
          label="Чьи"
          value={query.mine ?? ''}
          choices={[
            { value: '', label: 'все' },
            { value: 'yes', label: 'мои' },
          ]}
          onChange={(mine) => set({ mine })}
        />
        {mayControl && (
          <Button kind="primary" hint="KeyA" onClick={() => setMaking(true)}>
            Новое поручение
          </Button>
        )}
        <Button hint="KeyP" onClick={() => print()}>
          Печать
        </Button>
        <ReportButtons route={exportAssignments} query={filter} screen="Поручения" />
      </div>
      <Loadable query={board} failed="Поручения не загрузились">
        {(data) => (
          <>
            <p className="assignments__printed">
              Контрольный список поручений: {boardViewTitles[view].toLocaleLowerCase('ru')}, на{' '}
              {formatDay(data.today)}
            </p>
            <BoardTable data={data} view={view} isFiltered={Boolean(query.q || query.who || query.control)} />
            <CursorPages
              label="Страницы поручений"
              trail={trail}
              next={data.next}
              words={['Назад', 'Дальше']}
            />
          </>
        )}
      </Loadable>
      {isMaking && (
        <NewAssignmentDialog
          onClose={() => setMaking(false)}
          onMade={(id) => void navigate({ to: assignmentHref(id) } as NavigateOptions)}
        />
      )}
    </div>
  );
}

function linkQuery(query: Record<string, string | undefined>, view: BoardView): Record<string, string> {
  const kept = Object.entries({ ...query, view: view === 'open' ? '' : view });
  return Object.fromEntries(kept.filter((entry): entry is [string, string] => Boolean(entry[1])));
}

function ViewLabel(props: { view: BoardView; count: number | undefined }): ReactNode {
  const { view, count } = props;
  return (
    <>
      {boardViewTitles[view]}
      {count !== undefined && <b className="assignments__count"> {count}</b>}
    </>
  );
}

function BoardTable(props: { data: List; view: BoardView; isFiltered: boolean }): ReactNode {
  const { data, view, isFiltered } = props;
  return (
    <DeskTable<AssignmentRow>
      caption={`Поручения: ${boardViewTitles[view].toLocaleLowerCase('ru')}`}
      rows={data.rows}
      rowKey={({ id }) => id}
      foldsBelow={60}
      columns={[
        {
          id: 'number',
          head: '№',
          width: '6.5rem',
          cell: (row) => (
            <>
              <span className="nowrap">{row.number}</span>
              {row.control === 'special' && <Mark tone="warning">особый</Mark>}
            </>
          ),
        },
        {
          id: 'text',
          head: 'Что сделать',
          isName: true,
          cell: (row) => (
            <>
              <Link {...({ to: assignmentHref(row.id) } as LinkProps)} className="assignment-link">
                {row.text}
              </Link>
              <span className="small muted assignments__basis">{row.basis}</span>
            </>
          ),
        },
        {
          id: 'who',
          head: 'Отвечает',
          cell: (row) => (
            <>
              {row.responsible}
              {row.coExecutors.length > 0 && (
                <span className="small muted"> и {row.coExecutors.join(', ')}</span>
              )}
            </>
          ),
        },
        { id: 'due', head: 'Срок', cell: (row) => <TermCell row={row} /> },
        {
          id: 'state',
          head: 'Состояние',
          cell: ({ state }) => <Mark tone={stateTones[state]}>{assignmentStateTitles[state]}</Mark>,
        },
      ]}
      empty={
        <EmptyState title={isFiltered ? 'Таких поручений нет' : 'Здесь пусто'}>
          {isFiltered
            ? 'Измените слова или фильтры.'
            : 'Поручения появляются, когда вступают в силу решения заседания, и по резолюциям главы.'}
        </EmptyState>
      }
    />
  );
}

function TermCell({ row }: { row: AssignmentRow }): ReactNode {
  const term = describeTerm(row);
  return (
    <>
      <span className="nowrap">{formatDay(row.dueOn)}</span>
      {term && (
        <>
          {' '}
          {term.tone === 'quiet' ? (
            <span className="small muted nowrap">{term.words}</span>
          ) : (
            <Mark tone={term.tone}>{term.words}</Mark>
          )}
        </>
      )}
      {row.extensions > 0 && <span className="small muted nowrap"> продлён: {row.extensions}</span>}
    </>
  );
}
