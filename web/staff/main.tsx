import { createRoot } from 'react-dom/client';
import { splitAddress } from '../lib/page-address.ts';
import '../ui/ui.css';
import './rail.css';
import './staff.css';
import { listenForHotkeys } from '../lib/hotkeys.ts';
import { makeQueryClient } from '../lib/query.ts';
import { Application, makeRouter } from '../lib/router.tsx';
import { startTheme } from '../lib/theme.ts';
import { startVi } from '../lib/vi.ts';
import { FailedPage, PendingPage } from '../ui/failed-page.tsx';
import { LiveRegion } from '../ui/live-region.tsx';
import { ToastHost } from '../ui/toast-host.tsx';
import { Workplace } from './base/map/workplace.ts';
import { addFinder } from './base/parts/finders.ts';
import { NotFoundPage } from './not-found.tsx';
import { sections } from './sections.ts';
import { BareLayout, StaffLayout } from './shell.tsx';

startTheme();
startVi();
listenForHotkeys();

const router = makeRouter({
  screens: sections.flatMap(({ screens }) => screens),
  site: StaffLayout,
  bare: BareLayout,
  notFound: NotFoundPage,
  failed: FailedPage,
  pending: PendingPage,
});
// The searches over cases and objects come after the first screen: the palette is rarely the first thing asked for.
void import('./messages/case/find-cases.ts').then(({ caseFinder }) =>
  addFinder(caseFinder((to) => void router.navigate(splitAddress(to)))),
);
void import('./heatmap/objects/find-objects.ts').then(({ objectFinder }) =>
  addFinder(objectFinder((to) => void router.navigate(splitAddress(to)))),
);
const place = document.getElementById('root');
if (place) {
  createRoot(place).render(
    <Workplace value={sections}>
      <Application router={router} client={makeQueryClient()}>
        <ToastHost />
        <LiveRegion />
      </Application>
    </Workplace>,
  );
}
