import { type ReactNode, useMemo, useRef } from 'react';
import { makeScale } from '../../../../shared/charts/heat-scale.ts';
import { ratioScale } from '../../../../shared/charts/ratio-heat.ts';
import { getMatrix, type HeatFilter } from '../../../../shared/contract/heatmap/heatmap.ts';
import { heatMeasures } from '../../../../shared/text/heatmap/heatmap.ts';
import { useFormats } from '../../../lib/format.ts';
import { useRoute } from '../../../lib/query.ts';
import { Loadable, Skeleton } from '../../../ui/states.tsx';
import type { Topics } from '../../base/case-kit/topics.ts';
import { describePeriod } from '../../base/parts/period-button.tsx';
import {
  describeFormer,
  describeMeasure,
  describeResidents,
  type HeatChoice,
  measureWords,
} from './heat-filter.ts';
import { HeatLegend } from './heat-legend.tsx';
import { type Chosen, MatrixTable } from './matrix-table.tsx';
import { layOutMatrix } from './matrix-view.ts';

interface PartProps {
  choice: HeatChoice;
  filter: HeatFilter;
  topics: Topics | undefined;
  /** While weeks are played the colours keep their meaning. */
  isHeld: boolean;
  onChoose: (chosen: Chosen) => void;
}

export function MatrixPart(props: PartProps): ReactNode {
  const { filter, topics } = props;
  const matrix = useRoute(getMatrix, { query: filter });
  const data = topics && matrix.data;
  return (
    <Loadable
      query={{ ...matrix, data: data && { matrix: data, topics } }}
      failed="Матрица не загрузилась"
      skeleton={<MatrixSkeleton />}
    >
      {(loaded) => <Loaded {...props} {...loaded} />}
    </Loadable>
  );
}

function Loaded(
  props: PartProps & { matrix: Parameters<typeof layOutMatrix>[0]; topics: Topics },
): ReactNode {
  const { matrix, topics, choice, isHeld, onChoose } = props;
  const formats = useFormats();
  const view = useMemo(() => layOutMatrix(matrix, topics.blocks, choice), [matrix, topics, choice]);
  const held = useRef(0);
  held.current = isHeld ? Math.max(held.current, view.largest) : view.largest;
  const scale = view.ratio ? ratioScale(held.current) : makeScale(held.current);
  const { title } = measureWords[choice.measure];
  const former = describeFormer(
    heatMeasures[choice.measure],
    matrix.beforePeriod,
    matrix.total.total.before !== null,
  );
  return (
    <>
      <MatrixTable
        caption={`Территория и блок, показатель «${title}», ${describePeriod(choice.period)}`}
        view={view}
        scale={scale}
        onChoose={onChoose}
        onLists={goToLists}
      />
      <HeatLegend
        words={describeMeasure(choice)}
        scale={scale}
        ratio={view.ratio}
        before={view.ratio?.unit === 'share' ? `${former}, п. п.` : former}
      />
      <p className="small">
        Данные на {formats.dateTime(matrix.asOf)}
        {view.ratio?.whole === 'residents' && ` · ${describeResidents(matrix.residentsSource)}`}
      </p>
    </>
  );
}

/** The pane beside the table tells the lists of the chosen cell: the first of them is where one goes on. */
const goToLists = (): void =>
  void requestAnimationFrame(() => document.querySelector<HTMLElement>('.chosen a')?.focus());

const skeletonRows = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l'] as const;

function MatrixSkeleton(): ReactNode {
  return (
    <div className="matrix-frame skeletons" role="status">
      <span className="aloud">Загружаем матрицу…</span>
      {skeletonRows.map((key) => (
        <Skeleton key={key} height="2rem" />
      ))}
    </div>
  );
}
