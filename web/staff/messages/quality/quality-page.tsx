import type { ReactNode } from 'react';
import { useUrlQuery } from '../../../lib/router.tsx';
import { usePermission } from '../../../lib/session.ts';
import { bindFields } from '../../../ui/forms/fields.ts';
import { Tabs } from '../../../ui/tabs.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { FlagsPart } from './flags-part.tsx';
import { qualityParts } from './quality-parts.ts';
import { ReviewPart } from './review-part.tsx';
import { SummaryPart } from './summary-part.tsx';
import '../../base/parts/desk.css';

/** «Качество ответов»: what blind reviews say, a review of one's own, signs of work done for the figure. */
export function QualityPage(): ReactNode {
  const [query, change] = useUrlQuery();
  const mayRead = usePermission('quality.read');
  const mayReview = usePermission('quality.review');
  const shown = qualityParts.filter(({ permission }) =>
    permission === 'quality.read' ? mayRead : mayReview,
  );
  const tab = shown.find(({ value }) => value === query.tab)?.value ?? shown[0]?.value ?? 'review';
  return (
    <StaffPage title="Качество ответов" hasFinder>
      <div className="desk">
        <Tabs form={bindFields({ tab }, change)} name="tab" label="Качество ответов" tabs={shown}>
          {tab === 'summary' && <SummaryPart />}
          {tab === 'review' && <ReviewPart />}
          {tab === 'flags' && <FlagsPart />}
        </Tabs>
      </div>
    </StaffPage>
  );
}
