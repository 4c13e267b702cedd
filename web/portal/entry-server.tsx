import type { Query, QueryClient } from '@tanstack/react-query';
import { createMemoryHistory } from '@tanstack/react-router';
import { renderToString } from 'react-dom/server';
import { readSession, type SessionState } from '../../shared/contract/base/identity.ts';
import type {
  DrawnPage,
  PageProblem,
  PageReading,
  PageRenderer,
  PageRequest,
  PageState,
} from '../../shared/contract/pages.ts';
import { FirstLookContext } from '../lib/first-look.ts';
import { makeQueryClient } from '../lib/query.ts';
import { Application } from '../lib/router.tsx';
import { makePortalRouter } from './app.tsx';
import { fillClient } from './page-state.ts';
import { isDrawnByServer } from './routes.tsx';

export { drawWidget } from '../widget/draw-widget.tsx';
export { readSimpleForm } from './simple/read-form.ts';
export { readCaseNumber } from './track/case-number.ts';

/** A page asks for what it shows while it is drawn; what that leads to is asked the next time. */
const LONGEST_CHAIN = 4;

/** Draws a page of the portal to text, with everything it reads already in it. */
export const drawPage: PageRenderer['drawPage'] = async (request) => {
  const router = makePortalRouter(createMemoryHistory({ initialEntries: [request.href] }));
  await router.load();
  const { matches } = router.state;
  const isMissing = matches.some(({ status, _notFound }) => status === 'notFound' || _notFound);
  const screen = isMissing ? null : (matches.at(-1)?.fullPath ?? null);
  if (screen !== null && !isDrawnByServer(screen)) return null;
  const client = makeQueryClient();
  const state: PageState = { ...nameLook(request), href: request.href, readings: [] };
  let page = draw(router, client, request);
  for (let turn = 0; turn < LONGEST_CHAIN; turn++) {
    const read = await readWaiting(client, request);
    if (read.length === 0) break;
    fillClient(client, { ...state, readings: read });
    state.readings.push(...read);
    page = draw(router, client, request);
  }
  const status = isClosedTo(state.readings) ? 503 : isMissing ? 404 : judge(state.readings);
  return { ...page, status, screen, state };
};

const nameLook = ({ at, vi, origin, form }: PageRequest) => ({ at, vi, origin, form });

function draw(
  router: ReturnType<typeof makePortalRouter>,
  client: QueryClient,
  request: PageRequest,
): Pick<DrawnPage, 'html' | 'title'> {
  let title = '';
  const onTitle = (text: string) => {
    title = text;
  };
  const html = renderToString(
    <FirstLookContext value={{ ...nameLook(request), onTitle }}>
      <Application router={router} client={client} />
    </FirstLookContext>,
  );
  return { html, title };
}

async function readWaiting(client: QueryClient, { read }: PageRequest): Promise<PageReading[]> {
  const waiting = client.getQueryCache().getAll().filter(isWaiting);
  return Promise.all(
    waiting.map(async ({ queryKey: key }) => {
      try {
        return { key, data: await read(String(key[0]), key[1]) };
      } catch (problem) {
        return { key, problem: problem as PageProblem };
      }
    }),
  );
}

/** Read by no one yet, though its place on the page wants it. */
function isWaiting({ state, options }: Query): boolean {
  return state.status === 'pending' && (options as { enabled?: boolean }).enabled !== false;
}

/** Residents are not let in yet: whatever the address, the page says so, and nobody is to remember it. */
function isClosedTo(readings: readonly PageReading[]): boolean {
  const session = readings.find(({ key }) => key[0] === readSession.id)?.data as SessionState | undefined;
  return session !== undefined && !session.isPortalOpen && session.kind !== 'staff';
}

/** A page whose matter does not exist is not found; one that could not read something is to be asked again later. */
function judge(readings: readonly PageReading[]): DrawnPage['status'] {
  const statuses = readings.map(({ problem }) => problem?.status ?? 200);
  if (statuses.some((status) => status === 400 || status === 404 || status === 410)) return 404;
  return statuses.some((status) => status >= 500) ? 503 : 200;
}
