import { type ReactNode, useState } from 'react';
import type { RuleDraft } from '../../../../shared/contract/base/rule-draft.ts';
import { simulateRules } from '../../../../shared/contract/messages/control.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { localDay } from '../../../../shared/text/dates.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { DAY } from '../../../../shared/time.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useNow } from '../../../lib/format.ts';
import { useZone } from '../../../lib/session.ts';
import { Button } from '../../../ui/button.tsx';
import { Failures } from '../../../ui/failures/failures.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { useTopics } from '../../base/case-kit/topics.ts';
import { DeskTable } from '../../base/parts/desk-table.tsx';

type Row = RouteReply<typeof simulateRules>['rows'][number];

/** How many cases of the last three months were late, and how many would have been by the draft. */
export function RuleSimulation(props: { draft: RuleDraft }): ReactNode {
  const [isAsked, setAsked] = useState(false);
  const now = useNow(3_600_000);
  const zone = useZone();
  const topics = useTopics();
  const simulation = useCommand(simulateRules, { refreshes: [] });
  const run = () => {
    setAsked(true);
    const body = { drafts: [props.draft], from: localDay(now - 91 * DAY, zone), to: localDay(now, zone) };
    simulation.mutate({ body });
  };
  const { data } = simulation;
  if (!isAsked) return <Button onClick={run}>Проверить на делах за три месяца</Button>;
  if (simulation.code) return <Failures of={simulation} />;
  if (!data) return <p className="muted">Считаем…</p>;
  return (
    <section aria-label="Проверка на прошлых делах" className="stack">
      <p>
        <b>За три месяца по этому правилу {counted(data.considered, 'ответ', 'ответа', 'ответов')}</b>
        {data.isPartial && ' (считаны последние)'}: опоздали {data.lateBefore}, по новой редакции опоздали бы{' '}
        {data.lateAfter}.
      </p>
      <DeskTable<Row>
        caption="Опоздания по блокам"
        rows={data.rows}
        rowKey={(row) => row.block ?? '-'}
        columns={[
          {
            id: 'block',
            head: 'Блок',
            isName: true,
            cell: (row) => (row.block && topics?.block(row.block)?.title) || 'без блока',
          },
          { id: 'all', head: 'Ответов', align: 'right', cell: (row) => row.considered },
          { id: 'before', head: 'Опоздали', align: 'right', cell: (row) => row.lateBefore },
          { id: 'after', head: 'Опоздали бы', align: 'right', cell: (row) => row.lateAfter },
        ]}
        empty={<EmptyState title="Ответов по этому правилу не было" />}
      />
    </section>
  );
}
