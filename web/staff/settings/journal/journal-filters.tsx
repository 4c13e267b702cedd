import { type ReactNode, useState } from 'react';
import type { listAuditRecords } from '../../../../shared/contract/base/audit.ts';
import { getCase } from '../../../../shared/contract/messages/cases-card.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { describeAction, describeObject } from '../../../../shared/text/journal.ts';
import { call } from '../../../lib/api.ts';
import { asProblem } from '../../../lib/api-problem.ts';
import { usePermission } from '../../../lib/session.ts';
import { Button } from '../../../ui/button.tsx';
import type { Fields } from '../../../ui/forms/fields.ts';
import { FilterSelect } from '../../../ui/forms/filter-select.tsx';
import { SearchForm } from '../../../ui/forms/search-form.tsx';
import { DateField } from '../../../ui/forms/text-field.tsx';

export const noFilter = { actor: '', action: '', kind: '', object: '', from: '', to: '' };

type Reply = RouteReply<typeof listAuditRecords>;

interface Part {
  form: Fields<Record<string, string | undefined>>;
  data: Reply | undefined;
}

const byTitle = (a: { label: string }, b: { label: string }) => a.label.localeCompare(b.label, 'ru');

/** By person, kind of thing, the thing itself, action, period. */
export function JournalFilters({ form, data }: Part): ReactNode {
  const query = form.values;
  const mayRead = usePermission('cases.read');
  const kinds = (data?.objects ?? []).map((value) => ({ value, label: describeObject(value) }));
  const actions = (data?.actions ?? []).map((value) => ({ value, label: describeAction(value) }));
  return (
    <>
      <div className="desk__filters">
        <FilterSelect
          label="Кто"
          value={query.actor ?? ''}
          choices={[
            { value: '', label: 'все' },
            ...(data?.people ?? []).map(({ actor, name }) => ({ value: actor, label: name })),
            { value: 'link:', label: 'исполнители по ссылке' },
            { value: 'resident:', label: 'жители' },
            { value: 'system:', label: 'сама система' },
          ]}
          onChange={(actor) => form.set({ actor })}
        />
        <FilterSelect
          label="Действие"
          value={query.action ?? ''}
          choices={[{ value: '', label: 'любое' }, ...actions.toSorted(byTitle)]}
          onChange={(action) => form.set({ action })}
        />
        <FilterSelect
          label="Над чем"
          value={query.kind ?? ''}
          choices={[{ value: '', label: 'всё' }, ...kinds.toSorted(byTitle)]}
          onChange={(kind) => form.set({ kind, object: '' })}
        />
        <DateField form={form} name="from" label="С" />
        <DateField form={form} name="to" label="По" />
      </div>
      <div className="desk__filters">
        {query.object ? (
          <>
            <span>Показаны записи только об одном: {describeObject(query.kind ?? '')}</span>
            <Button onClick={() => form.set({ kind: '', object: '' })}>Показать обо всём</Button>
          </>
        ) : (
          mayRead && <ByCase form={form} />
        )}
      </div>
    </>
  );
}

/** Records of a case by its number: the journal itself knows cases by their ids. */
function ByCase({ form }: Pick<Part, 'form'>): ReactNode {
  const [problem, setProblem] = useState<string>();
  const find = async (number: string) => {
    setProblem(undefined);
    if (!number) return;
    try {
      const { id } = await call(getCase, { params: { number: number.replace(/^№\s*/u, '') } });
      form.set({ kind: 'case', object: id });
    } catch (error) {
      setProblem(asProblem(error).message);
    }
  };
  return (
    <SearchForm
      className="cluster"
      type="text"
      label="Номер дела"
      value=""
      maxLength={20}
      placeholder="2026-11-0412"
      error={problem}
      action="Найти записи"
      onFind={(number) => void find(number)}
    />
  );
}
