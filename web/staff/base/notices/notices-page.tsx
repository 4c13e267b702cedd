import type { ReactNode } from 'react';
import { readNotices } from '../../../../shared/contract/messages/notices.ts';
import { useRoute } from '../../../lib/query.ts';
import { Loadable } from '../../../ui/states.tsx';
import { StaffPage } from '../parts/staff-page.tsx';
import { NoticeList } from './notice-list.tsx';
import { WishesForm } from './wishes-form.tsx';
import '../parts/desk.css';
import './notices.css';

/** «Уведомления»: what came to the member of staff, and what is to come by e-mail, how often. */
export function NoticesPage(): ReactNode {
  const notices = useRoute(readNotices, undefined, { refreshEvery: 60_000 });
  return (
    <StaffPage title="Уведомления" hasFinder>
      <div className="desk">
        <Loadable query={notices} failed="Уведомления не загрузились">
          {(data) => (
            <div className="notices">
              <NoticeList notices={data.notices} />
              <WishesForm saved={data} />
            </div>
          )}
        </Loadable>
      </div>
    </StaffPage>
  );
}
