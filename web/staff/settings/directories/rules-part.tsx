import { type ReactNode, useState } from 'react';
import { listDeadlineRules } from '../../../../shared/contract/base/deadlines.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { formatTerm } from '../../../../shared/text/deadlines.ts';
import { useRoute } from '../../../lib/query.ts';
import { useUrlQuery } from '../../../lib/router.tsx';
import { Button } from '../../../ui/button.tsx';
import { bindFields } from '../../../ui/forms/fields.ts';
import { FilterSelect } from '../../../ui/forms/filter-select.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { DeskTable } from '../../base/parts/desk-table.tsx';
import { PackUpload } from './pack-upload.tsx';
import { RuleDialog } from './rule-dialog.tsx';
import type { Rule } from './rule-words.ts';

const rollWords: Readonly<Record<string, string>> = {
  none: 'нет',
  'previous-working-day': 'на предыдущий рабочий день',
  'next-working-day': 'на следующий рабочий день',
};
const setWords: Readonly<Record<string, string>> = {
  centre: 'регламент центра',
  'pos-2024-default': 'стадии сообщений',
  fz59: '59-ФЗ',
  'incident-default': 'открытые источники',
  'conflict-default': 'конфликты',
};

/** Rules of terms with their dates and ground; an administrator puts a new version, having seen what it would move. */
export function RulesPart(): ReactNode {
  const [query, change] = useUrlQuery();
  const [edited, setEdited] = useState<Rule | null>(null);
  const rules = useRoute(listDeadlineRules, undefined, { staleTime: 60_000 });
  const mayEdit = rules.data?.can.includes('edit') ?? false;
  return (
    <div className="desk__list">
      <div className="desk__filters">
        <FilterSelect
          form={bindFields(query, change)}
          name="set"
          label="Набор"
          none="все"
          choices={Object.entries(setWords).map(([value, label]) => ({ value, label }))}
        />
        {mayEdit && <PackUpload rules={rules.data?.rules ?? []} />}
      </div>
      <Loadable query={rules} failed="Сроки не загрузились">
        {(data) => (
          <DeskTable<Rule>
            caption="Правила сроков"
            foldsBelow={64}
            rows={data.rules.filter(({ set }) => !query.set || set === query.set)}
            rowKey={(row) => `${row.id} ${row.version}`}
            columns={[
              { id: 'title', head: 'Правило', cell: (row) => row.title, isName: true },
              { id: 'term', head: 'Срок', cell: (row) => formatTerm(row.unit as never, row.amount) },
              { id: 'roll', head: 'Перенос с выходного', cell: (row) => rollWords[row.roll] ?? '' },
              { id: 'valid', head: 'Действует', cell: describeValidity },
              { id: 'legal', head: 'Основание', cell: (row) => row.legalReference },
              {
                id: 'verify',
                head: 'Подтверждено',
                cell: (row) => (row.toVerify ? <Mark tone="warning">не подтверждено</Mark> : 'да'),
              },
              ...(mayEdit
                ? [
                    {
                      id: 'edit',
                      head: 'Правка',
                      cell: (row: Rule) =>
                        row.validTo === null && (
                          <Button aria-label={`Изменить: ${row.title}`} onClick={() => setEdited(row)}>
                            Изменить
                          </Button>
                        ),
                    },
                  ]
                : []),
            ]}
            empty={<EmptyState title="Правил нет" />}
          />
        )}
      </Loadable>
      {edited && <RuleDialog rule={edited} onClose={() => setEdited(null)} />}
    </div>
  );
}

const describeValidity = (row: Rule): string =>
  `с\u00a0${formatDay(row.validFrom)}${row.validTo ? ` по\u00a0${formatDay(row.validTo)}` : ''}${row.isOwn ? ', своя редакция' : ''}`;
