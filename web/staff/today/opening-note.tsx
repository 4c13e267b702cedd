import type { ReactNode } from 'react';
import { usePermission, useSession } from '../../lib/session.ts';
import { Note } from '../../ui/mark.tsx';
import { PageLink } from '../../ui/page-link.tsx';

/** The first thing an administrator sees while residents are not let in, and where they are. */
export function OpeningNote(): ReactNode {
  const isKeeper = usePermission('our-city.manage');
  const session = useSession();
  if (!isKeeper || !session || session.isPortalOpen) return null;
  return (
    <Note>
      <p>
        <b>Портал закрыт для жителей.</b> Что готово и как открыть —{' '}
        <PageLink to="/staff/our-city?tab=readiness">«Наш город», готовность к открытию</PageLink>.
      </p>
    </Note>
  );
}
