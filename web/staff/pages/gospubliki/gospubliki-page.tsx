import type { ReactNode } from 'react';
import { useUrlQuery } from '../../../lib/router.tsx';
import { SegmentedLinks } from '../../../ui/tabs.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { CabinetPart } from './cabinet-part.tsx';
import { gospublikiParts } from './gospubliki-parts.ts';
import { RatingPart } from './rating-part.tsx';
import { RepostsPart } from './reposts-part.tsx';
import { RequestsPart } from './requests-part.tsx';
import '../../base/parts/desk.css';
import './gospubliki.css';

/** «Госпаблики»: what ЦУР and the departments ask to be placed, what we ask of them, the cabinet. */
export function GospublikiPage(): ReactNode {
  const [query] = useUrlQuery();
  const view = gospublikiParts.find(({ value }) => value === query.view)?.value ?? 'requests';
  return (
    <StaffPage
      title="Госпаблики"
      hasFinder
      bar={
        <SegmentedLinks
          label="Части раздела"
          links={gospublikiParts.map(({ value, label }) => ({
            to: '/staff/gospubliki',
            ...(value !== 'requests' && { search: { view: value } }),
            label,
            current: value === view,
          }))}
        />
      }
    >
      <div className="desk gospubliki">
        {view === 'requests' && <RequestsPart />}
        {view === 'reposts' && <RepostsPart />}
        {view === 'rating' && <RatingPart />}
        {view === 'cabinet' && <CabinetPart />}
      </div>
    </StaffPage>
  );
}
