import type { ReactNode } from 'react';
import {
  countPublications,
  listPublications,
  type PublicationLine,
  type PublicationShelf,
  publicationShelves,
} from '../../../../shared/contract/pages/publications-list.ts';
import { isOneOf } from '../../../../shared/lists.ts';
import { publicationStateTitles, variantStateTitles } from '../../../../shared/text/pages/publications.ts';
import { useRoute } from '../../../lib/query.ts';
import type { QueryText } from '../../../lib/url-query.ts';
import { Mark, Status } from '../../../ui/mark.tsx';
import { SegmentedLinks } from '../../../ui/tabs.tsx';
import { defineList } from '../../base/list/define-list.ts';
import { List, useList } from '../../base/list/list.tsx';
import { NetworkBadge } from '../../base/parts/network-badge.tsx';
import { pieceTones, variantTones } from './publication-words.ts';

const shelfTitles: Readonly<Record<PublicationShelf, string>> = {
  drafts: 'Черновики',
  approval: 'На согласовании',
  troubled: 'Сбои',
  review: 'Срочные без проверки',
  all: 'Все',
};

const readShelf = (text: string | undefined): PublicationShelf =>
  isOneOf(publicationShelves, text) ? text : 'all';

const publications = defineList({
  route: listPublications,
  name: 'Публикации',
  caption: 'Публикации официальных страниц',
  ask: ({ shelf }) => ({ shelf: readShelf(shelf) }),
  rows: (reply) => reply.items,
  rowKey: ({ id }) => id,
  look: {
    columns: ({ formats, show }) => [
      {
        id: 'start',
        head: 'Публикация',
        isName: true,
        cell: ({ id, start }) => (
          <button type="button" className="link-button" onClick={() => show({ id, write: '' })}>
            {start || 'Без слов'}
          </button>
        ),
      },
      {
        id: 'state',
        head: 'Состояние',
        cell: ({ state, isUrgent }) => (
          <span className="cluster">
            <Status tone={pieceTones[state]}>{publicationStateTitles[state]}</Status>
            {isUrgent && <Mark tone="warning">срочная</Mark>}
          </span>
        ),
      },
      { id: 'pages', head: 'Где', cell: (line) => <Pages line={line} /> },
      { id: 'at', head: 'Когда', cell: ({ at }) => (at ? formats.short(at) : 'не назначено') },
      { id: 'by', head: 'Кто', cell: ({ madeBy }) => madeBy },
      { id: 'note', head: 'Что с ней', cell: ({ note, stateAt }) => note || `с ${formats.short(stateAt)}` },
    ],
    foldsBelow: 60,
  },
  failed: 'Публикации не загрузились',
  empty: {
    title: 'Здесь ничего нет',
    words: 'Публикация начинается в календаре: выберите день страницы или нажмите «Написать».',
  },
  pages: { label: 'Страницы списка публикаций', words: ['Новее', 'Старше'] },
  refreshEvery: 60_000,
});

function Pages({ line }: { line: PublicationLine }): ReactNode {
  return (
    <span className="cluster">
      {line.pages.map(({ title, short, state }) => (
        <span key={`${short} ${title}`} className="publications__place">
          <NetworkBadge short={short} title={title} />
          <Status tone={variantTones[state]}>{variantStateTitles[state]}</Status>
        </span>
      ))}
    </span>
  );
}

/** Pieces by what they wait for; a press opens one below. */
export function PublicationsList({ query }: { query: QueryText }): ReactNode {
  const list = useList(publications);
  const counts = useRoute(countPublications, undefined, { refreshEvery: 60_000 });
  const shelf = readShelf(query.shelf);
  const labelOf = (one: PublicationShelf): string => {
    const count = one === 'all' ? undefined : counts.data?.[one];
    return count ? `${shelfTitles[one]} ${count}` : shelfTitles[one];
  };
  return (
    <div className="desk">
      <SegmentedLinks
        label="Какие публикации"
        links={publicationShelves.map((one) => ({
          to: '/staff/publications',
          search: { view: 'list', shelf: one === 'all' ? '' : one },
          label: labelOf(one),
          current: shelf === one,
        }))}
      />
      <List key={shelf} list={list} />
    </div>
  );
}
