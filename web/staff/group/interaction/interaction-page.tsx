import type { ReactNode } from 'react';
import { useUrlQuery } from '../../../lib/router.tsx';
import { SegmentedLinks } from '../../../ui/tabs.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { EventsPart } from './events-part.tsx';
import { interactionParts } from './interaction-parts.ts';
import { PapersPart } from './papers-part.tsx';
import { SystemsPart } from './systems-part.tsx';
import '../../base/parts/desk.css';
import './interaction.css';

/** «Взаимодействие»: papers of ЦУР and departments, their meetings, connected systems. */
export function InteractionPage(): ReactNode {
  const [query] = useUrlQuery();
  const view = interactionParts.find(({ value }) => value === query.view)?.value ?? 'papers';
  return (
    <StaffPage
      title="Взаимодействие"
      hasFinder
      bar={
        <SegmentedLinks
          label="Части раздела"
          links={interactionParts.map(({ value, label }) => ({
            to: '/staff/interaction',
            ...(value !== 'papers' && { search: { view: value } }),
            label,
            current: value === view,
          }))}
        />
      }
    >
      {view === 'papers' && <PapersPart />}
      {view === 'events' && <EventsPart />}
      {view === 'systems' && <SystemsPart />}
    </StaffPage>
  );
}
