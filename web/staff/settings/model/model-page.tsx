import type { ReactNode } from 'react';
import { useUrlQuery } from '../../../lib/router.tsx';
import { bindFields } from '../../../ui/forms/fields.ts';
import { Tabs } from '../../../ui/tabs.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { FiguresPart } from './figures-part.tsx';
import { LearningPart } from './learning-part.tsx';
import { modelParts } from './model-parts.ts';
import { ThresholdsPart } from './thresholds-part.tsx';
import '../../base/parts/desk.css';
import './model.css';

const title = 'Модель тем';

/** The model that proposes topics: what it has learned here, how right it is, from when it is sure. `?tab=`, `?version=`. */
export function ModelPage(): ReactNode {
  const [query, change] = useUrlQuery();
  const tab = modelParts.find(({ value }) => value === query.tab)?.value ?? 'learning';
  return (
    <StaffPage title={title} hasFinder>
      <div className="desk model">
        <Tabs form={bindFields({ tab }, change)} name="tab" label={title} tabs={modelParts}>
          {tab === 'learning' && <LearningPart />}
          {tab === 'figures' && <FiguresPart />}
          {tab === 'thresholds' && <ThresholdsPart />}
        </Tabs>
      </div>
    </StaffPage>
  );
}
