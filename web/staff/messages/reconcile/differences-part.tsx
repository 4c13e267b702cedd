import { type ReactNode, useState } from 'react';
import {
  type Difference,
  type DifferenceKind,
  decideDifference,
  differenceKinds,
  listDifferences,
  type Snapshot,
} from '../../../../shared/contract/messages/reconcile.ts';
import { formatNumber } from '../../../../shared/text/numbers.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { formatCaseNumber } from '../../../../shared/text/words.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useRoute } from '../../../lib/query.ts';
import { showToast } from '../../../lib/toast.ts';
import { Button } from '../../../ui/button.tsx';
import { bindValue } from '../../../ui/forms/fields.ts';
import { PageLink } from '../../../ui/page-link.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import { caseHref } from '../../base/case-kit/near-list.tsx';
import { BadRows } from '../../base/outside-tables/bad-rows.tsx';
import { DifferenceList, FIRST_DIFFERENCES } from '../../base/outside-tables/difference-list.tsx';
import { DifferenceRow, decisionWords } from '../../base/outside-tables/difference-row.tsx';
import { describeTotals, kindHints, kindTitles } from './reconcile-words.ts';

/** What differs, by kind, both sides; each is decided by a press. */
export function DifferencesPart(props: {
  snapshot: Snapshot;
  totals: NonNullable<Snapshot['totals']>;
  onMapping: () => void;
}): ReactNode {
  const { snapshot, totals } = props;
  const undecided = (kind: DifferenceKind): number => totals.kinds[kind]?.undecided ?? 0;
  const [kind, setKind] = useState<DifferenceKind>(
    differenceKinds.find((one) => undecided(one) > 0) ?? 'missing-here',
  );
  return (
    <>
      <p role="status">
        <b>{describeTotals(totals)}</b> Совпадает полностью {formatNumber(totals.alike)}.
        {totals.foreign > 0 &&
          ` Ещё ${counted(totals.foreign, 'дело', 'дела', 'дел')} ведут другие: о них сверят они.`}
      </p>
      <BadRows title="Строки таблицы, которые не сверены" of={totals} />
      <Tabs
        form={bindValue(kind, setKind)}
        name="value"
        label="Расхождения"
        tabs={differenceKinds.map((value) => ({
          value,
          label: `${kindTitles[value]} ${formatNumber(undecided(value))}`,
        }))}
      >
        <p className="small">{kindHints[kind]}</p>
        <DifferenceOfKind key={kind} snapshot={snapshot} kind={kind} />
      </Tabs>
      <div className="cluster">
        <Button onClick={props.onMapping}>Столбцы и новая сверка</Button>
      </div>
    </>
  );
}

function DifferenceOfKind({ snapshot, kind }: { snapshot: Snapshot; kind: DifferenceKind }): ReactNode {
  const [limit, setLimit] = useState(FIRST_DIFFERENCES);
  const list = useRoute(listDifferences, { params: { id: snapshot.id }, query: { kind, limit } });
  return (
    <DifferenceList
      list={list}
      empty="По этому признаку ПОС и реестр совпадают."
      limit={limit}
      onLimit={setLimit}
      row={(one) => <ReconcileRow key={one.id} one={one} />}
    />
  );
}

const pos = { of: 'ПОС', inside: 'В ПОС' };

function ReconcileRow({ one }: { one: Difference }): ReactNode {
  const decide = useCommand(decideDifference, {
    refreshes: ['reconcile', 'cases'],
    onDone: ({ decision }) => showToast(decisionWords(decision, pos)),
  });
  return (
    <DifferenceRow
      one={one}
      name={`№ ${one.externalId} в ПОС`}
      link={
        one.caseNumber && (
          <PageLink to={caseHref(one.caseNumber)}>{formatCaseNumber(one.caseNumber)}</PageLink>
        )
      }
      side={pos}
      decide={decide}
      onDecide={(decision) => decide.mutate({ params: { id: one.id }, body: { decision } })}
    />
  );
}
