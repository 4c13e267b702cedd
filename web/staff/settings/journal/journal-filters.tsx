import { type FormEvent, type ReactNode, useState } from 'react';
import type { listAuditRecords } from '../../../../shared/contract/base/audit.ts';
import { getCase } from '../../../../shared/contract/messages/cases-card.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { describeAction, describeObject } from '../../../../shared/text/journal.ts';
import { call } from '../../../lib/api.ts';
import { asProblem } from '../../../lib/api-problem.ts';
import { usePermission } from '../../../lib/session.ts';
import { Button } from '../../../ui/button.tsx';
import { DateInput } from '../../../ui/forms/date-input.tsx';
import { TextInput } from '../../../ui/forms/field.tsx';
import { FilterSelect } from '../../base/parts/filter-select.tsx';

export const noFilter = { actor: '', action: '', kind: '', object: '', from: '', to: '' };

type Reply = RouteReply<typeof listAuditRecords>;

interface Part {
  query: Record<string, string | undefined>;
  data: Reply | undefined;
  onSet: (patch: Record<string, string>) => void;
}

const byTitle = (a: { label: string }, b: { label: string }) => a.label.localeCompare(b.label, 'ru');

/** By person, kind of thing, the thing itself, action, period. */
export function JournalFilters({ query, data, onSet }: Part): ReactNode {
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
          onChange={(actor) => onSet({ actor })}
        />
        <FilterSelect
          label="Действие"
          value={query.action ?? ''}
          choices={[{ value: '', label: 'любое' }, ...actions.toSorted(byTitle)]}
          onChange={(action) => onSet({ action })}
        />
        <FilterSelect
          label="Над чем"
          value={query.kind ?? ''}
          choices={[{ value: '', label: 'всё' }, ...kinds.toSorted(byTitle)]}
          onChange={(kind) => onSet({ kind, object: '' })}
        />
        <DateInput label="С" value={query.from ?? ''} onChange={(from) => onSet({ from })} />
        <DateInput label="По" value={query.to ?? ''} onChange={(to) => onSet({ to })} />
      </div>
      <div className="desk__filters">
        {query.object ? (
          <>
            <span>Показаны записи только об одном: {describeObject(query.kind ?? '')}</span>
            <Button onClick={() => onSet({ kind: '', object: '' })}>Показать обо всём</Button>
          </>
        ) : (
          mayRead && <ByCase onSet={onSet} />
        )}
      </div>
    </>
  );
}

/** Records of a case by its number: the journal itself knows cases by their ids. */
function ByCase({ onSet }: Pick<Part, 'onSet'>): ReactNode {
  const [number, setNumber] = useState('');
  const [problem, setProblem] = useState<string>();
  const find = async (event: FormEvent) => {
    event.preventDefault();
    if (!number.trim()) return;
    try {
      const { id } = await call(getCase, { params: { number: number.trim().replace(/^№\s*/u, '') } });
      onSet({ kind: 'case', object: id });
    } catch (error) {
      setProblem(asProblem(error).message);
    }
  };
  return (
    <form className="cluster" onSubmit={(event) => void find(event)}>
      <TextInput
        label="Номер дела"
        value={number}
        maxLength={20}
        placeholder="2026-11-0412"
        error={problem}
        onChange={(event) => {
          setNumber(event.target.value);
          setProblem(undefined);
        }}
      />
      <Button type="submit">Найти записи</Button>
    </form>
  );
}
