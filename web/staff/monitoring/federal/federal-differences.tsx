import { type ReactNode, useState } from 'react';
import {
  decideFederalDifference,
  type FederalDifference,
  type FederalKind,
  type FederalTable,
  federalKinds,
  listFederalDifferences,
} from '../../../../shared/contract/monitoring/federal.ts';
import {
  federalKindHints,
  federalKindTitles,
  takenWords,
} from '../../../../shared/text/monitoring/federal-words.ts';
import { formatNumber } from '../../../../shared/text/numbers.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useRoute } from '../../../lib/query.ts';
import { showToast } from '../../../lib/toast.ts';
import { Button } from '../../../ui/button.tsx';
import { bindValue } from '../../../ui/forms/fields.ts';
import { PageLink } from '../../../ui/page-link.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import { BadRows } from '../../base/outside-tables/bad-rows.tsx';
import { DifferenceList, FIRST_DIFFERENCES } from '../../base/outside-tables/difference-list.tsx';
import { DifferenceRow, decisionWords } from '../../base/outside-tables/difference-row.tsx';

type Totals = NonNullable<FederalTable['totals']>;

/** What the file has done, and what differs, by kind, both sides; each is decided by a press. */
export function FederalDifferences(props: {
  table: FederalTable;
  totals: Totals;
  onMapping: () => void;
}): ReactNode {
  const { table, totals } = props;
  const undecided = (kind: FederalKind): number => totals.kinds[kind]?.undecided ?? 0;
  const [kind, setKind] = useState<FederalKind>(federalKinds.find((one) => undecided(one) > 0) ?? 'status');
  return (
    <>
      <p role="status">
        <b>{takenWords(totals)}</b> Без расхождений {formatNumber(totals.alike)}.
        {totals.foreign > 0 &&
          ` Ещё ${counted(totals.foreign, 'инцидент', 'инцидента', 'инцидентов')} ведут другие: о них решат они.`}
      </p>
      <BadRows title="Строки с ошибками, не приняты" of={totals} />
      <Tabs
        form={bindValue(kind, setKind)}
        name="value"
        label="Расхождения"
        tabs={federalKinds.map((value) => ({
          value,
          label: `${federalKindTitles[value]} ${formatNumber(undecided(value))}`,
        }))}
      >
        <p className="small">{federalKindHints[kind]}</p>
        <DifferenceOfKind key={kind} table={table} kind={kind} />
      </Tabs>
      <div className="cluster">
        <Button onClick={props.onMapping}>Столбцы и приём заново</Button>
      </div>
    </>
  );
}

function DifferenceOfKind({ table, kind }: { table: FederalTable; kind: FederalKind }): ReactNode {
  const [limit, setLimit] = useState(FIRST_DIFFERENCES);
  const list = useRoute(listFederalDifferences, { params: { id: table.id }, query: { kind, limit } });
  return (
    <DifferenceList
      list={list}
      empty="По этому признаку файл и лента совпадают."
      limit={limit}
      onLimit={setLimit}
      row={(one) => <FederalRow key={one.id} one={one} />}
    />
  );
}

const file = { of: 'файла', inside: 'В файле' };

function FederalRow({ one }: { one: FederalDifference }): ReactNode {
  const decide = useCommand(decideFederalDifference, {
    refreshes: ['federal', 'incidents'],
    onDone: ({ decision }) => showToast(decisionWords(decision, file)),
  });
  return (
    <DifferenceRow
      one={one}
      name={`№ ${one.number} в федеральной системе`}
      link={
        one.incidentId && <PageLink to={`/staff/social?id=${one.incidentId}`}>{one.incidentNumber}</PageLink>
      }
      side={file}
      decide={decide}
      onDecide={(decision) => decide.mutate({ params: { id: one.id }, body: { decision } })}
    />
  );
}
