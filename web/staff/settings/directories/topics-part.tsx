import { type ReactNode, useState } from 'react';
import { listDeadlineRules } from '../../../../shared/contract/base/deadlines.ts';
import type { Fact } from '../../../../shared/contract/base/taxonomy.ts';
import type { TaxonomyChange } from '../../../../shared/contract/base/taxonomy-edit.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useRoute } from '../../../lib/query.ts';
import { useUrlQuery } from '../../../lib/router.tsx';
import { usePermission } from '../../../lib/session.ts';
import { Button } from '../../../ui/button.tsx';
import { bindFields } from '../../../ui/forms/fields.ts';
import { FilterSelect } from '../../../ui/forms/filter-select.tsx';
import { TextField } from '../../../ui/forms/text-field.tsx';
import { EmptyState, SkeletonLines } from '../../../ui/states.tsx';
import { searchFacts, useTopics } from '../../base/case-kit/topics.ts';
import { DeskTable } from '../../base/parts/desk-table.tsx';
import { CategoriesDialog } from './categories-dialog.tsx';
import { FactForm } from './fact-form.tsx';
import { SaveTaxonomyDialog } from './save-taxonomy-dialog.tsx';
import { VersionsDialog } from './versions-dialog.tsx';

type Shown = { fact: string } | 'new-fact' | 'categories' | 'versions' | 'save' | null;

/**
 * Facts with what follows from each: executor, term, warning, code of the official classifier. An administrator gathers
 * changes and writes them as one new version, having seen what it touches.
 */
export function TopicsPart(): ReactNode {
  const [query, change] = useUrlQuery();
  const topics = useTopics();
  const rules = useRoute(listDeadlineRules, undefined, { staleTime: 600_000 }).data?.rules ?? [];
  const mayEdit = usePermission('taxonomy.manage');
  const [shown, setShown] = useState<Shown>(null);
  const [changes, setChanges] = useState<TaxonomyChange[]>([]);
  if (!topics) return <SkeletonLines lines={8} />;
  const rows = searchFacts(topics, query.q ?? '', query.block || undefined);
  const term = (id: string): string =>
    rules.find((rule) => rule.id === id)?.title.replace(/^[^:]*:\s*/u, '') ?? '';
  const add = (made: TaxonomyChange): void => {
    const isSame = (one: TaxonomyChange) => 'id' in made && 'id' in one && made.id === one.id;
    setChanges((all) => [...all.filter((one) => !isSame(one)), made]);
    setShown(null);
  };
  return (
    <div className="desk__list">
      <div className="desk__filters">
        <TextField form={bindFields(query, change)} name="q" label="Найти тему" />
        <FilterSelect
          form={bindFields(query, change)}
          name="block"
          label="Блок"
          none="все"
          choices={topics.blocks.map(({ code, title }) => ({ value: code, label: title }))}
        />
        <span className="muted">{counted(rows.length, 'тема', 'темы', 'тем')}</span>
        {mayEdit && (
          <>
            <Button kind="primary" onClick={() => setShown('new-fact')}>
              Новая тема
            </Button>
            <Button onClick={() => setShown('categories')}>Блоки и категории</Button>
            <Button onClick={() => setShown('versions')}>Редакции</Button>
          </>
        )}
      </div>
      {changes.length > 0 && (
        <div className="desk__sheet" role="status">
          <b>Не записано: {counted(changes.length, 'правка', 'правки', 'правок')}</b>
          <span className="cluster">
            <Button kind="primary" onClick={() => setShown('save')}>
              Что изменится и с какого дня
            </Button>
            <Button onClick={() => setChanges([])}>Отменить правки</Button>
          </span>
        </div>
      )}
      <DeskTable<Fact>
        caption="Темы рубрикатора"
        rows={rows.slice(0, 300)}
        rowKey={(row) => row.id}
        columns={[
          { id: 'block', head: 'Блок', cell: (row) => topics.block(row.block)?.shortTitle ?? '' },
          {
            id: 'title',
            head: 'Тема',
            isName: true,
            cell: (row) =>
              mayEdit ? (
                <button type="button" className="link-button" onClick={() => setShown({ fact: row.id })}>
                  {row.title}
                </button>
              ) : (
                row.title
              ),
          },
          { id: 'executor', head: 'Исполнитель', cell: (row) => topics.kindTitle(row.executorKind) },
          { id: 'term', head: 'Срок', cell: (row) => term(row.deadlineRule) },
          {
            id: 'questions',
            head: 'Вопросы',
            cell: (row) => (row.questions.length > 0 ? String(row.questions.length) : ''),
          },
          { id: 'stopper', head: 'Опасно для жизни', cell: (row) => row.stopper ?? '' },
          { id: 'code', head: 'Код классификатора', cell: (row) => row.officialCode ?? '' },
        ]}
        empty={<EmptyState title="Такой темы нет">Попробуйте другое слово или все блоки.</EmptyState>}
      />
      {shown === 'new-fact' && <FactForm factId={null} onChange={add} onClose={() => setShown(null)} />}
      {shown && typeof shown === 'object' && (
        <FactForm factId={shown.fact} onChange={add} onClose={() => setShown(null)} />
      )}
      {shown === 'categories' && <CategoriesDialog onChange={add} onClose={() => setShown(null)} />}
      {shown === 'versions' && <VersionsDialog onClose={() => setShown(null)} />}
      {shown === 'save' && (
        <SaveTaxonomyDialog
          changes={changes}
          onClose={() => setShown(null)}
          onSaved={() => {
            setChanges([]);
            setShown(null);
          }}
        />
      )}
    </div>
  );
}
