import type { ReactNode } from 'react';
import { openHeatView } from '../../../../shared/contract/heatmap/heat-views.ts';
import { useRoute } from '../../../lib/query.ts';
import { Redirect, useParam } from '../../../lib/router.tsx';
import { ButtonLink } from '../../../ui/button.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';

/** A link a colleague gave leads on to the screen with today's days. */
export function OpenViewPage(): ReactNode {
  const view = useRoute(openHeatView, { params: { key: useParam('key') } }, { keepOld: false });
  return (
    <StaffPage title="Вид по ссылке">
      {view.error?.code === 'lib.not-found' ? (
        <EmptyState
          title="Ссылка больше не работает"
          action={<ButtonLink to="/staff/heatmap">Тепловая карта</ButtonLink>}
        >
          Автор удалил вид или закрыл ссылку. Попросите новую.
        </EmptyState>
      ) : (
        <Loadable query={view} failed="Вид не открылся">
          {({ href }) => <Redirect href={href} />}
        </Loadable>
      )}
    </StaffPage>
  );
}
