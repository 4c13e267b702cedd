import type { ReactNode } from 'react';
import { useUrlQuery } from '../../../lib/router.tsx';
import { SegmentedLinks } from '../../../ui/tabs.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { ArchivePart } from './archive-part.tsx';
import { CompositionPart } from './composition-part.tsx';
import { groupParts } from './group-parts.ts';
import { MeetingsPart } from './meetings-part.tsx';
import '../../base/parts/desk.css';
import './working-group.css';

/** «Рабочая группа»: meetings of the year, the archive, composition by the acts. */
export function WorkingGroupPage(): ReactNode {
  const [query] = useUrlQuery();
  const view = groupParts.find(({ value }) => value === query.view)?.value ?? 'meetings';
  return (
    <StaffPage
      title="Рабочая группа"
      hasFinder
      bar={
        <SegmentedLinks
          label="Части раздела"
          links={groupParts.map(({ value, label }) => ({
            to: '/staff/working-group',
            ...(value !== 'meetings' && { search: { view: value } }),
            label,
            current: value === view,
          }))}
        />
      }
    >
      {view === 'meetings' && <MeetingsPart />}
      {view === 'archive' && <ArchivePart />}
      {view === 'composition' && <CompositionPart />}
    </StaffPage>
  );
}
