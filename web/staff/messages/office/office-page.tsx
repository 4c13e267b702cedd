import type { ReactNode } from 'react';
import { useUrlQuery } from '../../../lib/router.tsx';
import { usePermission } from '../../../lib/session.ts';
import { ButtonLink } from '../../../ui/button.tsx';
import { SegmentedLinks } from '../../../ui/tabs.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { JournalPart } from './journal-part.tsx';
import { officeParts } from './office-parts.ts';
import { ReceptionPart } from './reception-part.tsx';
import { ReviewPart } from './review-part.tsx';
import '../../base/parts/desk.css';
import './office.css';

/** «Обращения»: the office of 59-ФЗ — journal, personal reception, quarterly review. */
export function OfficePage(): ReactNode {
  const [query] = useUrlQuery();
  const mayRegister = usePermission('cases.register');
  const view = officeParts.find(({ value }) => value === query.view)?.value ?? 'journal';
  return (
    <StaffPage
      title="Обращения"
      hasFinder
      bar={
        <SegmentedLinks
          label="Части раздела"
          links={officeParts.map(({ value, label }) => ({
            to: '/staff/office',
            ...(value !== 'journal' && { search: { view: value } }),
            label,
            current: value === view,
          }))}
        />
      }
      actions={
        mayRegister && (
          <ButtonLink to="/staff/call" search={{ kind: 'paper' }} kind="primary">
            Зарегистрировать письмо
          </ButtonLink>
        )
      }
    >
      {view === 'journal' && <JournalPart />}
      {view === 'reception' && <ReceptionPart />}
      {view === 'review' && <ReviewPart />}
    </StaffPage>
  );
}
