import type { ReactNode } from 'react';
import { getTaxonomy } from '../../../shared/contract/base/taxonomy.ts';
import { useFormats } from '../../lib/format.ts';
import { useRoute } from '../../lib/query.ts';
import type { QueryText } from '../../lib/url-query.ts';
import { Select } from '../../ui/forms/field.tsx';

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
  const period = (days: number) => {
    const from = today - days * 86_400_000;
    if (days === 365) return 'За год';
    return `За ${days} дней: ${formats.dayMonth(from)} — ${formats.dayMonth(today)}`;
  };
  return (
    <div className="map-filters">
      <Select
        label="Тема"
        hiddenLabel
        value={filter.block ?? ''}
        choices={[
          { value: '', label: 'Все темы' },
          ...blocks.map(({ code, title }) => ({ value: code, label: title })),
        ]}
        onChange={(block) => change({ block })}
      />
      <Select
        label="Состояние"
        hiddenLabel
        value={filter.shape ?? ''}
        choices={statuses}
        onChange={(status) => change({ status })}
      />
      <div className="map-filters__wide">
        <Select
          label="Период"
          hiddenLabel
          value={String(filter.days)}
          choices={periods.map((days) => ({ value: String(days), label: period(days) }))}
          onChange={(days) => change({ days: days === String(usual) ? '' : days })}
        />
      </div>
    </div>
  );
}
