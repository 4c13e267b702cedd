import { type ReactNode, useState } from 'react';
import {
  type BoardRow,
  type BoardView,
  boardViews,
  controlKinds,
  listAssignments,
} from '../../../../shared/contract/group/assignments.ts';
import { exportAssignments } from '../../../../shared/contract/group/assignments-desk.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import {
  assignmentStateTitles,
  boardViewTitles,
  controlTitles,
} from '../../../../shared/text/group/assignments.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { useGo } from '../../../lib/router.tsx';
import { Button } from '../../../ui/button.tsx';
import type { Column } from '../../../ui/data-table.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { SegmentedLinks } from '../../../ui/tabs.tsx';
import { defineList } from '../../base/list/define-list.ts';
import { List, useList } from '../../base/list/list.tsx';
import { assignmentHref, describeTerm, stateTones } from '../../base/parts/assignment-words.ts';
import { NewAssignmentDialog } from './new-dialog.tsx';

/** The view of the address. */
const readView = (view: string | undefined): BoardView => boardViews.find((one) => one === view) ?? 'open';

const board = defineList({
  route: listAssignments,
  name: 'Поручения',
  caption: 'Поручения',
  filters: (reply) => [
    { kind: 'words', name: 'q', label: 'Слова или номер' },
    {
      kind: 'choice',
      name: 'who',
      label: 'Отвечает',
      unset: 'все',
      choices: (reply?.people ?? []).map(({ id, name, open, overdue }) => ({
        value: id,
        label: `${name}: ${open}${overdue > 0 ? `, просрочено ${overdue}` : ''}`,
      })),
    },
    {
      kind: 'choice',
      name: 'control',
      label: 'Контроль',
      unset: 'любой',
      choices: controlKinds.map((value) => ({ value, label: controlTitles[value] })),
    },
    {
      kind: 'choice',
      name: 'mine',
      label: 'Чьи',
      unset: 'все',
      choices: [{ value: 'yes', label: 'мои' }],
    },
  ],
  ask: ({ view, mine, who, control, meeting, q }) => ({
    view: readView(view),
    mine: mine === 'yes' ? ('yes' as const) : undefined,
    responsible: who || undefined,
    control: controlKinds.find((one) => one === control),
    meeting: meeting || undefined,
    q: q || undefined,
  }),
  rows: ({ rows }) => rows,
  rowKey: ({ id }) => id,
  look: { columns: listColumns, foldsBelow: 60 },
  failed: 'Поручения не загрузились',
  empty: {
    title: 'Здесь пусто',
    words: 'Поручения появляются, когда вступают в силу решения заседания, и по резолюциям главы.',
  },
  nothing: { title: 'Таких поручений нет', words: 'Измените слова или фильтры.' },
  pages: { label: 'Страницы поручений', words: ['Назад', 'Дальше'] },
  limit: 100,
  refreshEvery: 60_000,
  canPrint: true,
  report: { route: exportAssignments },
});

/** What a secretary looks at in the morning: views with their counts, people, words; the nearest term first. */
export function BoardPart(): ReactNode {
  const list = useList(board);
  const { query, data } = list;
  const view = readView(query.view);
  const go = useGo();
  const [isMaking, setMaking] = useState(false);
  const mayControl = data?.can.includes('control') ?? false;
  useHotkeys('Поручения', [{ keys: 'KeyA', label: 'Новое поручение', run: () => setMaking(true) }], {
    active: mayControl && !isMaking,
  });
  return (
    <div className="desk assignments">
      <div className="assignments__views">
        <SegmentedLinks
          label="Что показать"
          links={boardViews.map((one) => ({
            to: '/staff/assignments',
            search: linkQuery(query, one),
            label: <ViewLabel view={one} count={data?.counts[one]} />,
            current: one === view,
          }))}
        />
      </div>
      <List
        list={list}
        actions={
          mayControl && (
            <Button kind="primary" hint="KeyA" onClick={() => setMaking(true)}>
              Новое поручение
            </Button>
          )
        }
        above={({ today }) => (
          <p className="assignments__printed">
            Контрольный список поручений: {boardViewTitles[view].toLocaleLowerCase('ru')}, на{' '}
            {formatDay(today)}
          </p>
        )}
      />
      {isMaking && (
        <NewAssignmentDialog onClose={() => setMaking(false)} onMade={(id) => void go(assignmentHref(id))} />
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

function listColumns(): readonly Column<BoardRow>[] {
  return [
    {
      id: 'number',
      head: '№',
      width: '6.5rem',
      cell: (row) => (
        <>
          <span className="nowrap">{row.number}</span>
          {row.cityNumber && <span className="small muted">СЭД {row.cityNumber}</span>}
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
          <PageLink to={assignmentHref(row.id)}>{row.text}</PageLink>
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
          {row.coExecutors.length > 0 && <span className="small muted"> и {row.coExecutors.join(', ')}</span>}
        </>
      ),
    },
    { id: 'due', head: 'Срок', cell: (row) => <TermCell row={row} /> },
    {
      id: 'state',
      head: 'Состояние',
      cell: ({ state }) => <Mark tone={stateTones[state]}>{assignmentStateTitles[state]}</Mark>,
    },
  ];
}

function TermCell({ row }: { row: BoardRow }): ReactNode {
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
