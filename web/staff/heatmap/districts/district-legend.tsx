import type { ReactNode } from 'react';
import { smallest } from '../../../../shared/charts/heat-scale.ts';
import { bindValue } from '../../../ui/forms/fields.ts';
import { FilterSelect } from '../../../ui/forms/filter-select.tsx';
import { describeMeasure, type HeatChoice } from '../figures/heat-filter.ts';
import { ScaleRamp } from '../figures/heat-legend.tsx';
import { type DistrictLevel, type DistrictView, districtLevels } from './district-view.ts';

export const levelWords: Readonly<Record<DistrictLevel, string>> = {
  part: 'части районов',
  whole: 'районы',
};

/** What the colours of districts mean, and of which districts they are. */
export function DistrictLegend(props: {
  choice: HeatChoice;
  view: DistrictView | undefined;
  level: DistrictLevel;
  onLevel: (level: DistrictLevel) => void;
}): ReactNode {
  const { choice, view, level, onLevel } = props;
  return (
    <div className="district-legend">
      <FilterSelect
        form={bindValue(level, onLevel, 'district-level')}
        name="value"
        label="Красить"
        choices={districtLevels.map((value) => ({ value, label: levelWords[value] }))}
      />
      {view && (
        <p className="legend">
          <span>{describeMeasure(choice)}</span>
          <ScaleRamp scale={view.scale} ratio={view.ratio} />
          <span className="legend__one">
            <i className="legend__small heat heat--small" />
            меньше {smallest} — {view.ratio ? 'мало данных' : 'не красим'}
          </span>
        </p>
      )}
    </div>
  );
}
