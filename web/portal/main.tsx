import type { ReactNode } from 'react';
import { createRoot, hydrateRoot } from 'react-dom/client';
import { FirstLookContext } from '../lib/first-look.ts';
import { keepFocus } from '../lib/focus-keeper.ts';
import { listenForHotkeys } from '../lib/hotkeys.ts';
import { makeQueryClient } from '../lib/query.ts';
import { Application } from '../lib/router.tsx';
import { startVi } from '../lib/vi.ts';
import { LiveRegion } from '../ui/live-region.tsx';
import { ToastHost } from '../ui/toast-host.tsx';
import { makePortalRouter } from './app.tsx';
import { fillClient, readPageState } from './page-state.ts';
import { startPollQueue } from './polls/answer-queue.ts';
import { registerWorker } from './register-worker.ts';
import { startQueue } from './submit/send-queue.ts';
import { listDrafts } from './submit/submit-draft.ts';

startVi();
registerWorker();
startQueue();
startPollQueue();
listenForHotkeys();
keepFocus();

const router = makePortalRouter();
const client = makeQueryClient();
const application: ReactNode = (
  <Application router={router} client={client}>
    <ToastHost />
    <LiveRegion />
  </Application>
);

/** Takes over the page the server drew; draws it anew where there is none, or the device knows better. */
async function start(place: HTMLElement): Promise<void> {
  const state = readPageState();
  if (!state || isBegunHere()) {
    createRoot(place).render(application);
    return;
  }
  fillClient(client, state);
  // What the router draws on a server has one boundary less than in a browser alone.
  router.ssr = { manifest: undefined };
  await router.load();
  const { at, vi, origin, form } = state;
  hydrateRoot(place, <FirstLookContext value={{ at, vi, origin, form }}>{application}</FirstLookContext>);
}

/** A form that was begun on this device opens as it was left; the server drew it empty. */
function isBegunHere(): boolean {
  return location.pathname === '/new' && listDrafts().length > 0;
}

const place = document.getElementById('root');
if (place) void start(place);
