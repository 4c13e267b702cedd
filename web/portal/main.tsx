import { createRoot } from 'react-dom/client';
import '../ui/ui.css';
import './portal.css';
import './blocks.css';
import { listenForHotkeys } from '../lib/hotkeys.ts';
import { makeQueryClient } from '../lib/query.ts';
import { Application, makeRouter } from '../lib/router.tsx';
import { startVi } from '../lib/vi.ts';
import { FailedPage, PendingPage } from '../ui/failed-page.tsx';
import { LiveRegion } from '../ui/live-region.tsx';
import { ToastHost } from '../ui/toast-host.tsx';
import { NotFoundPage } from './not-found.tsx';
import { registerWorker } from './register-worker.ts';
import { screens } from './routes.tsx';
import { BareLayout, SiteLayout } from './shell.tsx';
import { startQueue } from './submit/send-queue.ts';

startVi();
registerWorker();
startQueue();
listenForHotkeys();

const router = makeRouter({
  screens,
  site: SiteLayout,
  bare: BareLayout,
  notFound: NotFoundPage,
  failed: FailedPage,
  pending: PendingPage,
});
const place = document.getElementById('root');
if (place) {
  createRoot(place).render(
    <Application router={router} client={makeQueryClient()}>
      <ToastHost />
      <LiveRegion />
    </Application>,
  );
}
