import type { ReactNode } from 'react';
import { getTaxonomy } from '../../../shared/contract/base/taxonomy.ts';
import { getCity } from '../../../shared/contract/base/territory.ts';
import type { MapShape } from '../../../shared/contract/messages/map.ts';
import { keysOf } from '../../../shared/known.ts';
import { shapesWords } from '../../../shared/text/messages/public-words.ts';
import { useFormats } from '../../lib/format.ts';
import { useRoute } from '../../lib/query.ts';
import type { QueryText } from '../../lib/url-query.ts';
import { SelectField } from '../../ui/forms/choice-field.tsx';
import { bindFields } from '../../ui/forms/fields.ts';
import { SearchForm } from '../../ui/forms/search-form.tsx';

const statuses = [
  { value: '', label: 'Любой статус' },
  ...keysOf(shapesWords).map((value) => ({ value, label: shapesWords[value] })),
];
const periods = [7, 30, 90, 365] as const;
const usual = 30;
const LONGEST_PHRASE = 100;

export interface PublicQuery {
  block?: string;
  district?: string;
  q?: string;
  shape?: MapShape;
  days: number;
}

/** What the address asks for, with what it cannot mean left out. */
export function readFilter(query: QueryText): PublicQuery {
  const shape = keysOf(shapesWords).find((value) => value === query.status);
  const days = periods.find((period) => String(period) === query.days) ?? usual;
  const q = query.q?.trim().slice(0, LONGEST_PHRASE);
  return {
    ...(query.block && { block: query.block.slice(0, 40) }),
    ...(query.district && { district: query.district.slice(0, 60) }),
    ...(q && { q }),
    ...(shape && { shape }),
    days,
  };
}

/** Nothing narrowed, in words of the address. */
export const noFilter: QueryText = { block: '', district: '', status: '', days: '', q: '' };

/** Whether a list may be empty because of what was chosen, the period aside. */
export const isNarrowed = ({ block, district, q, shape }: PublicQuery): boolean =>
  [block, district, q, shape].some((value) => value !== undefined);

/** The same in an address of another screen of the same messages. */
export const filterSearch = ({ block, district, q, shape, days }: PublicQuery): Record<string, string> => ({
  ...(block && { block }),
  ...(district && { district }),
  ...(q && { q }),
  ...(shape && { status: shape }),
  ...(days !== usual && { days: String(days) }),
});

function usePeriodWords(): (days: number) => string {
  const formats = useFormats();
  const today = Date.now();
  return (days) =>
    days === 365
      ? 'За год'
      : `За ${days} дней: ${formats.dayMonth(today - days * 86_400_000)} — ${formats.dayMonth(today)}`;
}

/** Topic, state, district, period and words: kept in the address. */
export function PublicFilters(props: { query: QueryText; change: (patch: QueryText) => void }): ReactNode {
  const { query, change } = props;
  const { blocks = [] } = useRoute(getTaxonomy, undefined, { staleTime: 3_600_000 }).data ?? {};
  const { districts = [] } = useRoute(getCity, undefined, { staleTime: 600_000 }).data ?? {};
  const filter = readFilter(query);
  const fields = bindFields(
    {
      block: filter.block ?? '',
      status: filter.shape ?? '',
      district: districts.some(({ id }) => id === filter.district) ? (filter.district ?? '') : '',
      days: filter.days === usual ? '' : String(filter.days),
    },
    change,
  );
  const periodOf = usePeriodWords();
  return (
    <div className="public-filters">
      <div className="public-filters__wide">
        <SelectField
          form={fields}
          name="block"
          label="Тема"
          hiddenLabel
          none="Все темы"
          choices={blocks.map(({ code, title }) => ({ value: code, label: title }))}
        />
      </div>
      <SelectField form={fields} name="status" label="Состояние" hiddenLabel choices={statuses} />
      <SelectField
        form={fields}
        name="district"
        label="Район"
        hiddenLabel
        none="Весь город"
        choices={districts
          .filter(({ parentId }) => parentId === null)
          .map(({ id, title }) => ({ value: id, label: title }))}
      />
      <div className="public-filters__wide">
        <SelectField
          form={fields}
          name="days"
          label="Период"
          hiddenLabel
          choices={periods.map((days) => ({
            value: days === usual ? '' : String(days),
            label: periodOf(days),
          }))}
        />
      </div>
      <PublicWords value={filter.q ?? ''} onFind={(q) => change({ q })} />
    </div>
  );
}

function PublicWords(props: { value: string; onFind: (words: string) => void }): ReactNode {
  return (
    <div className="public-filters__wide">
      <SearchForm
        label="Слова заголовка, адреса или темы"
        hiddenLabel
        placeholder="Слова или адрес"
        value={props.value}
        maxLength={LONGEST_PHRASE}
        isPaired
        onFind={props.onFind}
      />
    </div>
  );
}
