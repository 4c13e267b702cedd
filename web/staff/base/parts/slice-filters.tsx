import type { ReactNode } from 'react';
import { getCity } from '../../../../shared/contract/base/territory.ts';
import { localDay } from '../../../../shared/text/dates.ts';
import { usualPeriod } from '../../../../shared/text/periods.ts';
import { useRoute } from '../../../lib/query.ts';
import { useZone } from '../../../lib/session.ts';
import { Button } from '../../../ui/button.tsx';
import { bindFields } from '../../../ui/forms/fields.ts';
import { FilterSelect } from '../../../ui/forms/filter-select.tsx';
import type { Topics } from '../case-kit/topics.ts';
import { PeriodButton } from './period-button.tsx';
import type { Slice } from './slice.ts';

/** Period, block and territory of a screen that counts; `children` are what else it narrows by. */
export function SliceFilters(props: {
  slice: Slice;
  topics: Topics | undefined;
  children?: ReactNode;
}): ReactNode {
  const { slice, topics } = props;
  const { choice, change } = slice;
  const today = localDay(Date.now(), useZone());
  const city = useRoute(getCity, undefined, { staleTime: 600_000 }).data;
  const districts = (city?.districts ?? []).map(({ id, title, parentId }) => ({
    value: id,
    label: parentId ? `\u2003${title}` : title,
  }));
  const blocks = (topics?.blocks ?? []).map(({ code, shortTitle }) => ({ value: code, label: shortTitle }));
  return (
    <div className="filter-row">
      <PeriodButton
        period={choice.period}
        onChange={(period) => change({ period: period ?? usualPeriod(today) })}
      />
      <FilterSelect
        form={bindFields(choice, change)}
        name="block"
        label="Блок"
        none="все"
        choices={[...blocks, { value: 'none', label: 'без темы' }]}
      />
      <FilterSelect
        form={bindFields(choice, change)}
        name="district"
        label="Территория"
        none="вся"
        choices={[...districts, { value: 'none', label: 'без территории' }]}
      />
      {props.children}
      {slice.isNarrow && (
        <Button kind="quiet" onClick={() => change({ block: '', district: '' })}>
          Сбросить отбор
        </Button>
      )}
    </div>
  );
}
