import type { ReactNode } from 'react';
import { exportAnalysis } from '../../../../shared/contract/heatmap/analysis.ts';
import { useUrlQuery } from '../../../lib/router.tsx';
import { SegmentedLinks } from '../../../ui/tabs.tsx';
import { useTopics } from '../../base/case-kit/topics.ts';
import { ReportButtons } from '../../base/export/report-buttons.tsx';
import { useSlice } from '../../base/parts/slice.ts';
import { SliceFilters } from '../../base/parts/slice-filters.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { AgeingPart } from './ageing-part.tsx';
import { analysisParts } from './analysis-parts.ts';
import { CausesPart } from './causes-part.tsx';
import { ClustersPart } from './clusters-part.tsx';
import { FullnessPart, readSide } from './fullness-part.tsx';
import { ObjectsPart, readKind } from './objects-part.tsx';
import { RisingPart } from './rising-part.tsx';
import '../../base/parts/desk.css';
import '../objects/objects.css';
import './analysis.css';

/** «Анализ»: what grows, why, what residents write of alike, where; over one period, block and territory. */
export function AnalysisPage(): ReactNode {
  const [query] = useUrlQuery();
  const slice = useSlice();
  const topics = useTopics();
  const view = analysisParts.find(({ value }) => value === query.view)?.value ?? 'rising';
  const { view: _, kind: __, by: ___, ...rest } = query as Record<string, string>;
  const parts = { slice, topics };
  return (
    <StaffPage
      title="Анализ"
      hasFinder
      actions={
        <ReportButtons
          route={exportAnalysis}
          query={{ ...slice.filter, part: view, kind: readKind(query.kind), by: readSide(query.by) }}
          screen="Анализ"
        />
      }
    >
      <div className="desk analysis">
        <SliceFilters {...parts} />
        <div className="desk__filters">
          <SegmentedLinks
            label="Что показать"
            links={analysisParts.map(({ value, label }) => ({
              to: '/staff/analysis',
              search: { ...rest, ...(value !== 'rising' && { view: value }) },
              label,
              current: value === view,
            }))}
          />
        </div>
        {view === 'rising' && <RisingPart {...parts} />}
        {view === 'causes' && <CausesPart {...parts} />}
        {view === 'clusters' && <ClustersPart {...parts} />}
        {view === 'objects' && <ObjectsPart {...parts} />}
        {view === 'ageing' && <AgeingPart slice={slice} />}
        {view === 'fullness' && <FullnessPart slice={slice} />}
      </div>
    </StaffPage>
  );
}
