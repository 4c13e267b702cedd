import type { ReactNode } from 'react';
import { getCity } from '../../../../shared/contract/base/territory.ts';
import { localDay } from '../../../../shared/text/dates.ts';
import { usualPeriod } from '../../../../shared/text/periods.ts';
import { useRoute } from '../../../lib/query.ts';
import { useZone } from '../../../lib/session.ts';
import { Button } from '../../../ui/button.tsx';
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
        label="Блок"
        value={choice.block}
        choices={[{ value: '', label: 'все' }, ...blocks, { value: 'none', label: 'без темы' }]}
        onChange={(block) => change({ block })}
      />
      <FilterSelect
        label="Территория"
        value={choice.district}
        choices={[{ value: '', label: 'вся' }, ...districts, { value: 'none', label: 'без территории' }]}
        onChange={(district) => change({ district })}
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
