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
import { useFormats } from '../../../lib/format.ts';
import { useRoute } from '../../../lib/query.ts';
import { showToast } from '../../../lib/toast.ts';
import { Button } from '../../../ui/button.tsx';
import { Failures } from '../../../ui/failures/failures.tsx';
import { bindValue } from '../../../ui/forms/fields.ts';
import { PageLink } from '../../../ui/page-link.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { Tabs } from '../../../ui/tabs.tsx';

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
      <BadRows totals={totals} />
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
        <DifferenceList key={kind} table={table} kind={kind} />
      </Tabs>
      <div className="cluster">
        <Button onClick={props.onMapping}>Столбцы и приём заново</Button>
      </div>
    </>
  );
}

function BadRows({ totals: { badRows, badCount } }: { totals: Totals }): ReactNode {
  if (badCount === 0) return null;
  return (
    <details>
      <summary>Строки с ошибками, не приняты: {formatNumber(badCount)}</summary>
      <ul className="plain-rows">
        {badRows.map(({ row, reason }) => (
          <li key={row}>
            <span className="number">Строка {row}</span>
            <span>{reason}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function DifferenceList({ table, kind }: { table: FederalTable; kind: FederalKind }): ReactNode {
  const [limit, setLimit] = useState(50);
  const list = useRoute(listFederalDifferences, { params: { id: table.id }, query: { kind, limit } });
  return (
    <Loadable query={list} failed="Расхождения не открылись">
      {({ differences, next }) =>
        differences.length === 0 ? (
          <EmptyState title="Расхождений нет">По этому признаку файл и лента совпадают.</EmptyState>
        ) : (
          <div className="stack">
            <ul className="federal__list">
              {differences.map((one) => (
                <DifferenceRow key={one.id} one={one} />
              ))}
            </ul>
            {next && limit < 200 && <Button onClick={() => setLimit(200)}>Показать ещё</Button>}
          </div>
        )
      }
    </Loadable>
  );
}

function DifferenceRow({ one }: { one: FederalDifference }): ReactNode {
  const decide = useCommand(decideFederalDifference, {
    refreshes: ['federal', 'incidents'],
    onDone: ({ decision }) => showToast(decision === 'take' ? 'Взято из файла' : 'Оставлено наше'),
  });
  const press = (decision: 'take' | 'keep') => decide.mutate({ params: { id: one.id }, body: { decision } });
  const name = `№ ${one.number} в федеральной системе`;
  return (
    <li className="federal__row" aria-label={name}>
      <div className="cluster">
        <b>{name}</b>
        {one.incidentId && (
          <PageLink to={`/staff/social?id=${one.incidentId}`}>{one.incidentNumber}</PageLink>
        )}
        {one.title && <span className="small">{one.title}</span>}
      </div>
      <dl className="federal__sides">
        <div>
          <dt>В файле</dt>
          <dd>{one.theirs ?? 'нет'}</dd>
        </div>
        <div>
          <dt>Здесь</dt>
          <dd>{one.ours ?? 'нет'}</dd>
        </div>
      </dl>
      {one.decision ? (
        <Decided one={one} />
      ) : (
        <div className="cluster">
          {one.can.includes('take') && (
            <Button kind="primary" busy={decide.isPending} onClick={() => press('take')}>
              Взять из файла<span className="aloud">: {name}</span>
            </Button>
          )}
          <Button busy={decide.isPending} onClick={() => press('keep')}>
            Оставить наше<span className="aloud">: {name}</span>
          </Button>
          {one.whyNot && <span className="small">{one.whyNot}</span>}
        </div>
      )}
      <Failures of={decide} title="Не сделано" />
    </li>
  );
}

function Decided({ one }: { one: FederalDifference }): ReactNode {
  const { dateTime } = useFormats();
  return (
    <p className="small">
      {one.decision === 'take' ? 'Взято из файла' : 'Оставлено наше'} · {one.decidedByName}
      {one.decidedAt && ` · ${dateTime(one.decidedAt)}`}
    </p>
  );
}
