import type { ReactNode } from 'react';
import { listDeadlineRules } from '../../../shared/contract/deadlines.ts';
import type { Fact } from '../../../shared/contract/taxonomy.ts';
import { counted } from '../../../shared/text/plural.ts';
import { useRoute } from '../../lib/query.ts';
import { useUrlQuery } from '../../lib/router.tsx';
import { TextInput } from '../../ui/field.tsx';
import { EmptyState, SkeletonLines } from '../../ui/states.tsx';
import { searchFacts, useTopics } from '../case/topics.ts';
import { DeskTable } from '../parts/desk-table.tsx';
import { FilterSelect } from '../parts/filter-select.tsx';

/** Facts with what follows from each: executor, term, warning, code of the official classifier. */
export function TopicsPart(): ReactNode {
  const [query, change] = useUrlQuery();
  const topics = useTopics();
  const rules = useRoute(listDeadlineRules, undefined, { staleTime: 600_000 }).data?.rules ?? [];
  if (!topics) return <SkeletonLines lines={8} />;
  const rows = searchFacts(topics, query.q ?? '', query.block || undefined);
  const term = (id: string): string =>
    rules.find((rule) => rule.id === id)?.title.replace(/^[^:]*:\s*/u, '') ?? '';
  return (
    <div className="desk__list">
      <div className="desk__filters">
        <TextInput
          label="Найти тему"
          value={query.q ?? ''}
          onChange={(event) => change({ q: event.target.value })}
        />
        <FilterSelect
          label="Блок"
          value={query.block ?? ''}
          choices={[
            { value: '', label: 'все' },
            ...topics.blocks.map(({ code, title }) => ({ value: code, label: title })),
          ]}
          onChange={(block) => change({ block })}
        />
        <span className="muted">{counted(rows.length, 'тема', 'темы', 'тем')}</span>
      </div>
      <DeskTable<Fact>
        caption="Темы рубрикатора"
        rows={rows.slice(0, 300)}
        rowKey={(row) => row.id}
        columns={[
          { id: 'block', head: 'Блок', cell: (row) => topics.block(row.block)?.shortTitle ?? '' },
          { id: 'title', head: 'Тема', cell: (row) => row.title, isName: true },
          { id: 'executor', head: 'Исполнитель', cell: (row) => topics.kindTitle(row.executorKind) },
          { id: 'term', head: 'Срок', cell: (row) => term(row.deadlineRule) },
          { id: 'stopper', head: 'Опасно для жизни', cell: (row) => row.stopper ?? '' },
          { id: 'code', head: 'Код классификатора', cell: (row) => row.officialCode ?? '' },
        ]}
        empty={<EmptyState title="Такой темы нет">Попробуйте другое слово или все блоки.</EmptyState>}
      />
    </div>
  );
}
