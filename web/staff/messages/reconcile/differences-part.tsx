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
import { useFormats } from '../../../lib/format.ts';
import { useRoute } from '../../../lib/query.ts';
import { showToast } from '../../../lib/toast.ts';
import { Button } from '../../../ui/button.tsx';
import { Failures } from '../../../ui/failures/failures.tsx';
import { bindValue } from '../../../ui/forms/fields.ts';
import { PageLink } from '../../../ui/page-link.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import { caseHref } from '../../base/case-kit/near-list.tsx';
import { describeTotals, kindHints, kindTitles } from './reconcile-words.ts';

/** What differs, by kind, both sides; each is decided by a press. */
export function DifferencesPart(props: { snapshot: Snapshot; onMapping: () => void }): ReactNode {
  const { snapshot } = props;
  const totals = snapshot.totals!;
  const undecided = (kind: DifferenceKind): number => totals.kinds[kind]?.undecided ?? 0;
  const [kind, setKind] = useState<DifferenceKind>(
    differenceKinds.find((one) => undecided(one) > 0) ?? 'missing-here',
  );
  return (
    <>
      <p role="status">
        <b>{describeTotals(snapshot)}</b> Совпадает полностью {formatNumber(totals.alike)}.
        {totals.foreign > 0 &&
          ` Ещё ${counted(totals.foreign, 'дело', 'дела', 'дел')} ведут другие: о них сверят они.`}
      </p>
      <BadRows snapshot={snapshot} />
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
        <DifferenceList key={kind} snapshot={snapshot} kind={kind} />
      </Tabs>
      <div className="cluster">
        <Button onClick={props.onMapping}>Столбцы и новая сверка</Button>
      </div>
    </>
  );
}

function BadRows({ snapshot }: { snapshot: Snapshot }): ReactNode {
  const { badRows, badCount } = snapshot.totals!;
  if (badCount === 0) return null;
  return (
    <details>
      <summary>Строки таблицы, которые не сверены: {formatNumber(badCount)}</summary>
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

function DifferenceList({ snapshot, kind }: { snapshot: Snapshot; kind: DifferenceKind }): ReactNode {
  const [limit, setLimit] = useState(50);
  const list = useRoute(listDifferences, { params: { id: snapshot.id }, query: { kind, limit } });
  return (
    <Loadable query={list} failed="Расхождения не открылись">
      {({ differences, next }) =>
        differences.length === 0 ? (
          <EmptyState title="Расхождений нет">По этому признаку ПОС и реестр совпадают.</EmptyState>
        ) : (
          <div className="stack">
            <ul className="reconcile__list">
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

function DifferenceRow({ one }: { one: Difference }): ReactNode {
  const decide = useCommand(decideDifference, {
    refreshes: ['reconcile', 'cases'],
    onDone: ({ decision }) => showToast(decision === 'take' ? 'Взято из ПОС' : 'Оставлено наше'),
  });
  const press = (decision: 'take' | 'keep') => decide.mutate({ params: { id: one.id }, body: { decision } });
  const name = `№ ${one.externalId} в ПОС`;
  return (
    <li className="reconcile__row" aria-label={name}>
      <div className="reconcile__head">
        <b>{name}</b>
        {one.caseNumber && (
          <PageLink to={caseHref(one.caseNumber)}>{formatCaseNumber(one.caseNumber)}</PageLink>
        )}
        {one.title && <span className="small">{one.title}</span>}
      </div>
      <dl className="reconcile__sides">
        <div>
          <dt>В ПОС</dt>
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
              Взять из ПОС<span className="aloud">: {name}</span>
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

function Decided({ one }: { one: Difference }): ReactNode {
  const { dateTime } = useFormats();
  return (
    <p className="small">
      {one.decision === 'take' ? 'Взято из ПОС' : 'Оставлено наше'} · {one.decidedByName}
      {one.decidedAt && ` · ${dateTime(one.decidedAt)}`}
    </p>
  );
}
