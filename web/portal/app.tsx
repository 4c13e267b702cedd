import type { RouterHistory } from '@tanstack/react-router';
import '../ui/ui.css';
import './portal.css';
import './blocks.css';
import { makeRouter } from '../lib/router.tsx';
import { FailedPage, PendingPage } from '../ui/failed-page.tsx';
import { NotFoundPage } from './not-found.tsx';
import { screens } from './routes.tsx';
import { BareLayout, SiteLayout } from './shell.tsx';

/** The portal's router, the same for the browser and for the server that draws its pages. */
export function makePortalRouter(history?: RouterHistory) {
  return makeRouter(
    {
      screens,
      site: SiteLayout,
      bare: BareLayout,
      notFound: NotFoundPage,
      failed: FailedPage,
      pending: PendingPage,
    },
    history,
  );
}
