import { type ReactNode, useState } from 'react';
import {
  contactKinds,
  exportMedia,
  listMedia,
  type MediaLine,
} from '../../../../shared/contract/monitoring/media.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { contactKindTitles } from '../../../../shared/text/monitoring/media.ts';
import { capitalise } from '../../../../shared/text/words.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { Button } from '../../../ui/button.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { type Topics, useTopics } from '../../base/case-kit/topics.ts';
import { defineList, type ListFilter } from '../../base/list/define-list.ts';
import { List, useList } from '../../base/list/list.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { ContactDialog } from './contact-dialog.tsx';
import { agreementsWords, mediaHref, reachWords, tasksWords } from './media-words.ts';

const listFilters = (topics: Topics | undefined): ListFilter[] => [
  { kind: 'words', name: 'q', label: 'Найти по названию', isLive: true },
  {
    kind: 'choice',
    name: 'kind',
    label: 'Кто',
    unset: 'все',
    choices: contactKinds.map((value) => ({ value, label: capitalise(contactKindTitles[value]) })),
  },
  {
    kind: 'choice',
    name: 'topic',
    label: 'Тема',
    unset: 'любая',
    choices: (topics?.blocks ?? []).map(({ code, title }) => ({ value: code, label: title })),
  },
  {
    kind: 'choice',
    name: 'due',
    label: 'Срок',
    unset: 'любой',
    choices: [{ value: 'yes', label: 'прошёл: задача или договорённость' }],
  },
];

const columnsOf = (topics: Topics | undefined) => [
  {
    id: 'title',
    head: 'Название',
    isName: true,
    cell: ({ id, title }: MediaLine) => <PageLink to={mediaHref(id)}>{title}</PageLink>,
  },
  { id: 'kind', head: 'Кто', cell: ({ kind }: MediaLine) => contactKindTitles[kind] },
  {
    id: 'topics',
    head: 'Темы',
    cell: ({ topics: codes }: MediaLine) =>
      codes.map((code) => topics?.block(code)?.shortTitle ?? code).join(', ') || '—',
  },
  { id: 'reach', head: 'Охват', cell: (row: MediaLine) => reachWords(row) },
  {
    id: 'last',
    head: 'Последнее',
    cell: ({ lastOn }: MediaLine) => (lastOn ? formatDay(lastOn) : 'ничего не было'),
  },
  { id: 'open', head: 'Открыто', cell: (row: MediaLine) => <OpenCell row={row} /> },
];

function OpenCell({ row }: { row: MediaLine }): ReactNode {
  const { openAgreements, openTasks, lateTasks } = row;
  if (openAgreements + openTasks === 0) return '—';
  return (
    <span className="cluster">
      {openAgreements > 0 && <span>{agreementsWords(openAgreements)}</span>}
      {openTasks > 0 && <span>{tasksWords(openTasks)}</span>}
      {lateTasks > 0 && <Mark tone="danger">просрочено: {lateTasks}</Mark>}
    </span>
  );
}

const contacts = (topics: Topics | undefined) =>
  defineList({
    route: listMedia,
    name: 'СМИ и сообщества',
    caption: 'СМИ, сообщества, блогеры и лидеры мнений',
    filters: () => listFilters(topics),
    ask: ({ q, kind, topic, due }) => ({
      q: q || undefined,
      kind: contactKinds.find((one) => one === kind),
      topic: topic || undefined,
      due: due === 'yes' ? ('yes' as const) : undefined,
    }),
    rows: (reply) => reply.contacts,
    rowKey: ({ id }) => id,
    look: { columns: () => columnsOf(topics) },
    failed: 'Реестр не загрузился',
    empty: {
      title: 'Реестр пуст',
      words:
        'Заведите первую карточку: издание, сообщество, блогера. Только публичные профессиональные контакты.',
    },
    nothing: { title: 'Никого не нашлось', words: 'Измените слова или отбор.' },
    pages: { label: 'Страницы реестра', words: ['Назад', 'Дальше'] },
    report: { route: exportMedia },
  });

/** «СМИ и сообщества»: who is worked with in public, what was agreed, what is to be done. */
export function MediaPage(): ReactNode {
  const topics = useTopics();
  const [isAdding, setAdding] = useState(false);
  const list = useList(contacts(topics));
  const { data } = list;
  const mayAdd = data?.can.includes('create') ?? false;
  useHotkeys('СМИ и сообщества', [{ keys: 'KeyA', label: 'Новая карточка', run: () => setAdding(true) }], {
    active: mayAdd && !isAdding,
  });
  return (
    <StaffPage
      title="СМИ и сообщества"
      hasFinder
      actions={
        mayAdd && (
          <Button kind="primary" hint="KeyA" onClick={() => setAdding(true)}>
            Новая карточка
          </Button>
        )
      }
    >
      <div className="desk">
        <List list={list} />
      </div>
      {isAdding && data && <ContactDialog offered={data.offered} onClose={() => setAdding(false)} />}
    </StaffPage>
  );
}
