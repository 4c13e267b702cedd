import type { ReactNode } from 'react';
import { getTaxonomy } from '../../../shared/contract/base/taxonomy.ts';
import { useFormats } from '../../lib/format.ts';
import { useRoute } from '../../lib/query.ts';
import type { QueryText } from '../../lib/url-query.ts';
import { SelectField } from '../../ui/forms/choice-field.tsx';
import { bindFields } from '../../ui/forms/fields.ts';

const statuses = [
  { value: '', label: 'Любой статус' },
  { value: 'new', label: 'Новые' },
  { value: 'work', label: 'В работе' },
  { value: 'overdue', label: 'Просрочены' },
  { value: 'solved', label: 'Решены' },
  { value: 'answered', label: 'Рассмотрены' },
] as const;
type Shape = Exclude<(typeof statuses)[number]['value'], ''>;
const periods = [7, 30, 90, 365] as const;
const usual = 30;

/** What the address asks for, with what it cannot mean left out. */
export function readFilter(query: QueryText): { block?: string; shape?: Shape; days: number } {
  const shape = statuses.find(({ value }) => value !== '' && value === query.status)?.value;
  const days = periods.find((period) => String(period) === query.days) ?? usual;
  return {
    ...(query.block && { block: query.block.slice(0, 40) }),
    ...(shape && { shape: shape as Shape }),
    days,
  };
}

export function MapFilters(props: { query: QueryText; change: (patch: QueryText) => void }): ReactNode {
  const { query, change } = props;
  const { blocks = [] } = useRoute(getTaxonomy, undefined, { staleTime: 3_600_000 }).data ?? {};
  const filter = readFilter(query);
  const formats = useFormats();
  const today = Date.now();
  const fields = bindFields(
    {
      block: filter.block ?? '',
      status: filter.shape ?? '',
      days: filter.days === usual ? '' : String(filter.days),
    },
    change,
  );
  const period = (days: number) => {
    const from = today - days * 86_400_000;
    if (days === 365) return 'За год';
    return `За ${days} дней: ${formats.dayMonth(from)} — ${formats.dayMonth(today)}`;
  };
  return (
    <div className="map-filters">
      <SelectField
        form={fields}
        name="block"
        label="Тема"
        hiddenLabel
        none="Все темы"
        choices={blocks.map(({ code, title }) => ({ value: code, label: title }))}
      />
      <SelectField form={fields} name="status" label="Состояние" hiddenLabel choices={statuses} />
      <div className="map-filters__wide">
        <SelectField
          form={fields}
          name="days"
          label="Период"
          hiddenLabel
          choices={periods.map((days) => ({
            value: days === usual ? '' : String(days),
            label: period(days),
          }))}
        />
      </div>
    </div>
  );
}
