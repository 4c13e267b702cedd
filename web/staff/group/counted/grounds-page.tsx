import { type ReactNode, useState } from 'react';
import {
  exportGrounds,
  type Ground,
  groundKinds,
  listGrounds,
} from '../../../../shared/contract/group/counted.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { groundKindTitles } from '../../../../shared/text/group/counted.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { Button } from '../../../ui/button.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { groundHref } from '../../base/counted/counted-section.tsx';
import { defineList } from '../../base/list/define-list.ts';
import { List, useList } from '../../base/list/list.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { NewGroundDialog } from './new-ground-dialog.tsx';
import '../../base/parts/desk.css';

const columns = [
  { id: 'on', head: 'День', cell: ({ on }: Ground) => <span className="nowrap">{formatDay(on)}</span> },
  {
    id: 'label',
    head: 'Где учтено',
    isName: true,
    cell: (row: Ground) => (
      <>
        <PageLink to={groundHref(row.id)}>{row.label}</PageLink>
        <span className="muted small line-below">{groundKindTitles[row.kind]}</span>
      </>
    ),
  },
  {
    id: 'title',
    head: 'Что решено',
    cell: ({ title, kind }: Ground) =>
      kind === 'decision' || kind === 'poll' || kind === 'discussion' ? title : '',
  },
  { id: 'links', head: 'Учтено', cell: ({ links }: Ground) => links },
  {
    id: 'result',
    head: 'Результат',
    cell: ({ result }: Ground) =>
      result ? (
        <Mark tone="ok">исполнено {formatDay(result.on)}</Mark>
      ) : (
        <span className="muted">ещё нет</span>
      ),
  },
  {
    id: 'shown',
    head: 'Жителям',
    cell: ({ isShown }: Ground) =>
      isShown ? 'рассказано' : <span className="muted">только своим авторам</span>,
  },
];

const states = ['running', 'done'] as const;

const grounds = defineList({
  route: listGrounds,
  name: 'Учёт',
  caption: 'Решения, при которых учтено сказанное жителями',
  filters: () => [
    { kind: 'words', name: 'words', label: 'Найти' },
    {
      kind: 'choice',
      name: 'kind',
      label: 'Где учтено',
      unset: 'везде',
      choices: groundKinds.map((value) => ({ value, label: groundKindTitles[value] })),
    },
    {
      kind: 'choice',
      name: 'state',
      label: 'Результат',
      unset: 'любой',
      choices: [
        { value: 'running', label: 'Ещё нет' },
        { value: 'done', label: 'Исполнено' },
      ],
    },
    {
      kind: 'choice',
      name: 'year',
      label: 'Год',
      unset: 'любой',
      choices: [0, 1, 2, 3].map((back) => {
        const year = String(new Date().getFullYear() - back);
        return { value: year, label: year };
      }),
    },
  ],
  ask: ({ kind, state, year, words }) => ({
    kind: groundKinds.find((one) => one === kind),
    state: states.find((one) => one === state),
    year: Number(year) || undefined,
    words: words || undefined,
  }),
  rows: (reply) => reply.grounds,
  rowKey: ({ id }) => id,
  look: { columns: () => columns, foldsBelow: 60 },
  failed: 'Учёт не загрузился',
  empty: {
    title: 'Пока ничего не учтено',
    words: 'Запишите решение, документ или строку бюджета и отметьте, какие сообщения при нём учли.',
  },
  nothing: { title: 'Таких решений нет', words: 'Измените отбор.' },
  pages: { label: 'Страницы учёта', words: ['Позже', 'Раньше'] },
  report: { route: exportGrounds },
});

/** «Учёт»: what residents said, and which decisions took it into account. */
export function GroundsPage(): ReactNode {
  const list = useList(grounds);
  const [isAdding, setAdding] = useState(false);
  const mayKeep = list.data?.can.includes('keep') ?? false;
  useHotkeys('Учёт', [{ keys: 'KeyN', label: 'Записать решение', run: () => setAdding(true) }], {
    active: mayKeep && !isAdding,
  });
  return (
    <StaffPage
      title="Учёт при принятии решений"
      hasFinder
      actions={
        mayKeep && (
          <Button kind="primary" icon="plus" hint="KeyN" onClick={() => setAdding(true)}>
            Записать решение
          </Button>
        )
      }
    >
      <div className="desk">
        <p className="muted">
          Какие сообщения, опросы и предложения учли, при каком решении и что получилось. Авторам «Отклик»
          пишет сам; все читают <a href="/changed">«Что изменилось благодаря жителям»</a>.
        </p>
        <List list={list} />
      </div>
      {isAdding && <NewGroundDialog onClose={() => setAdding(false)} />}
    </StaffPage>
  );
}
