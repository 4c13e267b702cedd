import type { ReactNode } from 'react';
import { useUrlQuery } from '../../../lib/router.tsx';
import { SegmentedLinks } from '../../../ui/tabs.tsx';
import { Guarded } from '../../base/parts/guarded.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { EventsPart } from './events-part.tsx';
import { PapersPart } from './papers-part.tsx';
import { SystemsPart } from './systems-part.tsx';
import '../../base/parts/desk.css';
import './interaction.css';

const views = [
  { value: 'papers', label: 'Переписка' },
  { value: 'events', label: 'Совещания' },
  { value: 'systems', label: 'Системы' },
] as const;

/** «Взаимодействие»: papers of ЦУР and departments, their meetings, connected systems. */
export function InteractionPage(): ReactNode {
  return (
    <Guarded permission="working-group.read" title="Взаимодействие">
      <Desk />
    </Guarded>
  );
}

function Desk(): ReactNode {
  const [query] = useUrlQuery();
  const view = views.find(({ value }) => value === query.view)?.value ?? 'papers';
  return (
    <StaffPage
      title="Взаимодействие"
      hasFinder
      bar={
        <SegmentedLinks
          label="Части раздела"
          links={views.map(({ value, label }) => ({
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
