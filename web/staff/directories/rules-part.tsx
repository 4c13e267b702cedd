import type { ReactNode } from 'react';
import { listDeadlineRules } from '../../../shared/contract/deadlines.ts';
import type { RouteReply } from '../../../shared/contract/route.ts';
import { formatDay } from '../../../shared/text/dates.ts';
import { formatTerm } from '../../../shared/text/deadlines.ts';
import { useRoute } from '../../lib/query.ts';
import { Mark } from '../../ui/mark.tsx';
import { EmptyState, Loadable } from '../../ui/states.tsx';
import { DeskTable } from '../parts/desk-table.tsx';

type Rule = RouteReply<typeof listDeadlineRules>['rules'][number];

const rollWords: Readonly<Record<string, string>> = {
  none: 'нет',
  'previous-working-day': 'на предыдущий рабочий день',
  'next-working-day': 'на следующий рабочий день',
};

/** Rules of terms with their dates and ground; what no public text confirmed is marked. */
export function RulesPart(): ReactNode {
  const rules = useRoute(listDeadlineRules, undefined, { staleTime: 600_000 });
  return (
    <Loadable query={rules} failed="Сроки не загрузились">
      {(data) => (
        <DeskTable<Rule>
          caption="Правила сроков"
          rows={data.rules}
          rowKey={(row) => `${row.id} ${row.version}`}
          columns={[
            { id: 'title', head: 'Правило', cell: (row) => row.title, isName: true },
            { id: 'term', head: 'Срок', cell: (row) => formatTerm(row.unit as never, row.amount) },
            { id: 'roll', head: 'Перенос с выходного', cell: (row) => rollWords[row.roll] ?? '' },
            {
              id: 'valid',
              head: 'Действует',
              cell: (row) =>
                `с\u00a0${formatDay(row.validFrom)}${row.validTo ? ` по\u00a0${formatDay(row.validTo)}` : ''}`,
            },
            { id: 'legal', head: 'Основание', cell: (row) => row.legalReference },
            {
              id: 'verify',
              head: 'Подтверждено',
              cell: (row) => (row.toVerify ? <Mark tone="warning">проверить</Mark> : 'да'),
            },
          ]}
          empty={<EmptyState title="Правил нет" />}
        />
      )}
    </Loadable>
  );
}
