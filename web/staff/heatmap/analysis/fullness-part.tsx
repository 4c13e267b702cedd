import { type ReactNode, useMemo } from 'react';
import { type Fullness, fullnessSides, listFullness } from '../../../../shared/contract/heatmap/analysis.ts';
import { sideTitles } from '../../../../shared/text/heatmap/heatmap.ts';
import { capitalise } from '../../../../shared/text/words.ts';
import { useRoute } from '../../../lib/query.ts';
import { useUrlQuery } from '../../../lib/router.tsx';
import { bindValue } from '../../../ui/forms/fields.ts';
import { FilterSelect } from '../../../ui/forms/filter-select.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import type { Slice } from '../../base/parts/slice.ts';
import { FigureGrid } from '../figures/figure-grid.tsx';
import { HeatLegend } from '../figures/heat-legend.tsx';
import { fullKind, layOutFullness } from './fullness-view.ts';

type Side = Fullness['by'];

/** Anything unknown in the address means channels. */
export const readSide = (text: string | undefined): Side =>
  fullnessSides.find((side) => side === text) ?? 'channel';

/** How full the fields of cases are: each share opens the cases that lack the field. */
export function FullnessPart({ slice }: { slice: Slice }): ReactNode {
  const [query, change] = useUrlQuery();
  const by = readSide(query.by);
  const reply = useRoute(listFullness, { query: { ...slice.filter, by } });
  const view = useMemo(
    () => reply.data && layOutFullness(reply.data, slice.filter),
    [reply.data, slice.filter],
  );
  return (
    <div className="stack">
      <div className="filter-row">
        <FilterSelect
          form={bindValue(by, (next) => change({ by: next === 'channel' ? '' : next }), 'fullness')}
          name="value"
          label="Строки"
          choices={fullnessSides.map((value) => ({
            value,
            label: sideTitles[value].toLocaleLowerCase('ru'),
          }))}
        />
      </div>
      <Loadable query={{ ...reply, data: view }} failed="Полнота не посчиталась">
        {(shown) =>
          shown.total === 0 ? (
            <EmptyState title="По этому отбору дел нет">Расширьте период или сбросьте отбор.</EmptyState>
          ) : (
            <div className="stack">
              <FigureGrid
                caption={`${capitalise(sideTitles[by])} и поля дел: доля заполненных`}
                corner={sideTitles[by]}
                columns={shown.columns}
                lines={shown.lines}
              />
              <HeatLegend words="Доля дел, где поле заполнено" scale={shown.scale} ratio={fullKind} />
              <p className="small muted">
                Исполнителя спрашиваем у всех, кроме отклонённых; результат — у завершённых, оценку — у
                получивших ответ. Число открывает дела, где поля нет. Считаются дела, открытые вам.
              </p>
            </div>
          )
        }
      </Loadable>
    </div>
  );
}
