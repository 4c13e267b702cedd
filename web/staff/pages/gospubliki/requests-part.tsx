import { type ReactNode, useState } from 'react';
import {
  exportRequests,
  listRequests,
  type RequestLine,
  requestShelves,
} from '../../../../shared/contract/pages/gospubliki.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import {
  requestDutyTitles,
  requestLookTitles,
  requestShelfTitles,
} from '../../../../shared/text/pages/gospubliki.ts';
import type { Formats } from '../../../lib/format.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { Button } from '../../../ui/button.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { defineList } from '../../base/list/define-list.ts';
import { List, useList } from '../../base/list/list.tsx';
import { lookTones, requestHref } from './gospubliki-words.ts';
import { ReceiveDialog } from './request-form.tsx';

function TermCell({ row, formats }: { row: RequestLine; formats: Formats }): ReactNode {
  const broken = row.breaches.filter((duty) => !(row.isLate && duty === row.duty));
  return (
    <span className="cluster">
      {row.dueAt && (
        <Mark tone={row.isLate ? 'danger' : 'info'}>
          {row.isLate ? 'прошёл ' : 'до '}
          {formats.dateTime(row.dueAt)}
        </Mark>
      )}
      {broken.length > 0 && (
        <Mark tone="quiet">нарушен {broken.map((duty) => requestDutyTitles[duty]).join(', ')}</Mark>
      )}
      {!row.dueAt && broken.length === 0 && '—'}
    </span>
  );
}

const columnsOf = (formats: Formats) => [
  {
    id: 'title',
    head: 'О чём',
    isName: true,
    cell: (row: RequestLine) => (
      <>
        <PageLink to={requestHref(row.id)}>{row.title}</PageLink>
        {row.isMandatory && <span className="muted small line-below">обязательная</span>}
      </>
    ),
  },
  {
    id: 'asker',
    head: 'Кто просит',
    cell: (row: RequestLine) => (
      <>
        {row.askerTitle}
        <span className="muted small line-below">
          № {row.number} от {formatDay(row.datedOn)}
        </span>
      </>
    ),
  },
  {
    id: 'window',
    head: 'Окно',
    cell: (row: RequestLine) => (
      <>
        <span className="nowrap">{formatDay(row.windowFrom)} —</span>{' '}
        <span className="nowrap">{formatDay(row.windowTo)}</span>
      </>
    ),
  },
  {
    id: 'pages',
    head: 'Вышла',
    cell: (row: RequestLine) => <span className="nowrap">{`${row.published} из ${row.pages}`}</span>,
  },
  {
    id: 'look',
    head: 'Состояние',
    cell: (row: RequestLine) => <Mark tone={lookTones[row.look]}>{requestLookTitles[row.look]}</Mark>,
  },
  { id: 'term', head: 'Срок', cell: (row: RequestLine) => <TermCell row={row} formats={formats} /> },
];

const requests = defineList({
  route: listRequests,
  name: 'Заявки на размещение',
  caption: 'Заявки ЦУР и департаментов на размещение публикаций',
  filters: (reply) => [
    {
      kind: 'choice',
      name: 'shelf',
      label: 'Показать',
      unset: requestShelfTitles.waiting,
      choices: requestShelves
        .filter((one) => one !== 'waiting')
        .map((value) => ({ value, label: requestShelfTitles[value] })),
    },
    {
      kind: 'choice',
      name: 'asker',
      label: 'Кто просит',
      unset: 'все',
      choices: (reply?.askers ?? []).map(({ id, title }) => ({ value: id, label: title })),
    },
    { kind: 'period', unset: 'Пришли когда угодно' },
  ],
  ask: ({ shelf, asker, from, to }) => ({
    shelf: requestShelves.find((one) => one === shelf),
    asker: asker || undefined,
    from: from || undefined,
    to: to || undefined,
  }),
  rows: (reply) => reply.requests,
  rowKey: ({ id }) => id,
  look: { columns: ({ formats }) => columnsOf(formats), foldsBelow: 60 },
  failed: 'Заявки не загрузились',
  empty: {
    title: 'Заявки нас не ждут',
    words:
      'Сюда записывают письма ЦУР и департаментов с просьбой разместить публикацию: сроки не потеряются.',
  },
  nothing: { title: 'Таких заявок нет', words: 'Измените отбор.' },
  pages: { label: 'Страницы заявок', words: ['Назад', 'Дальше'] },
  report: { route: exportRequests },
  refreshEvery: 60_000,
});

/** Requests, what waits for us first. */
export function RequestsPart(): ReactNode {
  const list = useList(requests);
  const [isAdding, setAdding] = useState(false);
  const mayKeep = list.data?.can.includes('keep') ?? false;
  useHotkeys('Госпаблики', [{ keys: 'KeyN', label: 'Записать заявку', run: () => setAdding(true) }], {
    active: mayKeep && !isAdding,
  });
  return (
    <>
      <List
        list={list}
        actions={
          mayKeep && (
            <Button kind="primary" icon="plus" hint="KeyN" onClick={() => setAdding(true)}>
              Записать заявку
            </Button>
          )
        }
      />
      {isAdding && <ReceiveDialog onClose={() => setAdding(false)} />}
    </>
  );
}
