import { type ReactNode, useState } from 'react';
import type { listAuditRecords } from '../../../../shared/contract/base/audit.ts';
import { getCase } from '../../../../shared/contract/messages/cases-card.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { describeAction, describeObject } from '../../../../shared/text/journal.ts';
import { call } from '../../../lib/api.ts';
import { asProblem } from '../../../lib/api-problem.ts';
import { usePermission } from '../../../lib/session.ts';
import type { QueryText } from '../../../lib/url-query.ts';
import { Button } from '../../../ui/button.tsx';
import { SearchForm } from '../../../ui/forms/search-form.tsx';
import type { ListFilter } from '../../base/list/define-list.ts';

type Reply = RouteReply<typeof listAuditRecords>;

interface Part {
  query: QueryText;
  onSet: (patch: Record<string, string>) => void;
}

const inOrder = (values: readonly string[], describe: (value: string) => string) =>
  values
    .map((value) => ({ value, label: describe(value) }))
    .toSorted((a, b) => a.label.localeCompare(b.label, 'ru'));

/** By person, kind of thing, the thing itself, action, period. */
export const journalFilters = (reply: Reply | undefined): ListFilter[] => [
  {
    kind: 'choice',
    name: 'actor',
    label: 'Кто',
    unset: 'все',
    choices: [
      ...(reply?.people ?? []).map(({ actor, name }) => ({ value: actor, label: name })),
      { value: 'link:', label: 'исполнители по ссылке' },
      { value: 'resident:', label: 'жители' },
      { value: 'system:', label: 'сама система' },
    ],
  },
  {
    kind: 'choice',
    name: 'action',
    label: 'Действие',
    unset: 'любое',
    choices: inOrder(reply?.actions ?? [], describeAction),
  },
  {
    kind: 'choice',
    name: 'kind',
    label: 'Над чем',
    unset: 'всё',
    choices: inOrder(reply?.objects ?? [], describeObject),
    also: ['object'],
  },
  { kind: 'day', name: 'from', label: 'С' },
  { kind: 'day', name: 'to', label: 'По' },
];

/** Records of one thing alone, or the way to those of a case. */
export function OneThing({ query, onSet }: Part): ReactNode {
  const mayRead = usePermission('cases.read');
  if (!query.object) return mayRead && <ByCase onSet={onSet} />;
  return (
    <div className="desk__filters">
      <span>Показаны записи только об одном: {describeObject(query.kind ?? '')}</span>
      <Button onClick={() => onSet({ kind: '', object: '' })}>Показать обо всём</Button>
    </div>
  );
}

/** Records of a case by its number: the journal itself knows cases by their ids. */
function ByCase({ onSet }: Pick<Part, 'onSet'>): ReactNode {
  const [problem, setProblem] = useState<string>();
  const find = async (number: string) => {
    setProblem(undefined);
    if (!number) return;
    try {
      const { id } = await call(getCase, { params: { number: number.replace(/^№\s*/u, '') } });
      onSet({ kind: 'case', object: id });
    } catch (error) {
      setProblem(asProblem(error).message);
    }
  };
  return (
    <SearchForm
      className="desk__filters"
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
