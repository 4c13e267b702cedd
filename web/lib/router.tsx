import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import {
  createRootRoute,
  createRoute,
  createRouter,
  type ErrorRouteComponent,
  lazyRouteComponent,
  type RouterHistory,
  RouterProvider,
  useNavigate,
  useParams,
  useSearch,
} from '@tanstack/react-router';
import { type FunctionComponent, type ReactNode, useCallback, useEffect } from 'react';
import { useHydrated } from './first-look.ts';
import { type KnownAddress, type ParameterName, splitAddress } from './page-address.ts';
import { parseQuery, type QueryText, stringifyQuery } from './url-query.ts';

/** One screen: its address, and where its component is. `$no` in the path is a parameter. */
export interface Screen {
  path: string;
  component: FunctionComponent;
  /** `site` has header and footer (or rail and bar); `bare` has only what the screen draws. */
  layout: 'site' | 'bare';
}

/**
 * A line of a routes.tsx: `screen('/track', () => import('./track/track-page.tsx'), 'TrackPage')`.
 * The component comes in its own chunk.
 */
export function screen<const Path extends string, Name extends string>(
  path: Path,
  load: LoadScreen<Name>,
  name: Name,
  layout: Screen['layout'] = 'site',
): Screen & At<Path> {
  return { path, layout, component: lazyRouteComponent(async () => ({ default: (await load())[name] })) };
}

/** A screen whose address the types know: links are checked against it. */
export interface At<Path extends string> {
  path: Path;
}

/** Brings the module in which the screen's component has this name. */
export type LoadScreen<Name extends string> = () => Promise<Readonly<Record<Name, FunctionComponent>>>;

export interface RouterParts {
  screens: readonly Screen[];
  /** Wraps the outlet for every screen of the layout. */
  site: FunctionComponent;
  bare: FunctionComponent;
  notFound: FunctionComponent;
  failed: ErrorRouteComponent;
  pending: FunctionComponent;
}

/** The router of one entry. Addresses hold plain words: `?block=roads&status=new`, no JSON. */
export function makeRouter(parts: RouterParts, history?: RouterHistory) {
  const root = createRootRoute({ notFoundComponent: parts.notFound, errorComponent: parts.failed });
  const layouts = (['site', 'bare'] as const).map((id) => {
    const layout = createRoute({ getParentRoute: () => root, id, component: parts[id] });
    return layout.addChildren(
      parts.screens
        .filter((one) => one.layout === id)
        .map(({ path, component }) => createRoute({ getParentRoute: () => layout, path, component })),
    );
  });
  return createRouter({
    routeTree: root.addChildren(layouts),
    ...(history && { history }),
    parseSearch: parseQuery,
    stringifySearch: stringifyQuery,
    defaultPreload: 'intent',
    defaultErrorComponent: parts.failed,
    defaultNotFoundComponent: parts.notFound,
    defaultPendingComponent: parts.pending,
    defaultPendingMs: 150,
    // On the server it would write a script into the page.
    scrollRestoration: !import.meta.env.SSR,
  });
}

export function Application(props: {
  router: ReturnType<typeof makeRouter>;
  client: QueryClient;
  children?: ReactNode;
}): ReactNode {
  return (
    <QueryClientProvider client={props.client}>
      <RouterProvider router={props.router} />
      <InBrowser>{props.children}</InBrowser>
    </QueryClientProvider>
  );
}

/** Notices and the live region stand outside the page: the server has none to draw. */
function InBrowser(props: { children?: ReactNode }): ReactNode {
  return useHydrated() ? props.children : null;
}

/** Leads to another address once: the router's own Navigate goes again at each render, for ever if the address it reads changes. */
export function Redirect(props: { href: string }): ReactNode {
  const go = useGo();
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, whatever is rendered meanwhile
  useEffect(() => {
    void go(props.href, { replace: true });
  }, []);
  return null;
}

/** Leads to another page: `go('/staff/cases?overdue=yes')`, `go(href, { search, replace: true })`. */
export function useGo(): <To extends string>(
  to: KnownAddress<To>,
  options?: { search?: QueryText; replace?: boolean },
) => Promise<void> {
  const navigate = useNavigate();
  return useCallback(
    (to, { search, replace = false } = {}) => navigate({ ...splitAddress(to, search), replace }),
    [navigate],
  );
}

/** A parameter of the address: `useParam('no')` for `/cases/$no`. */
export function useParam(name: ParameterName): string {
  const params: Record<string, string | undefined> = useParams({ strict: false });
  return params[name] ?? '';
}

/**
 * Filters that live in the address: a link is a view. Setting a name to '' removes it.
 * `replace` (the default) does not fill the history with every letter typed.
 */
export function useUrlQuery(): [
  query: QueryText,
  change: (patch: QueryText, options?: { replace?: boolean }) => void,
] {
  const query: QueryText = useSearch({ strict: false });
  const navigate = useNavigate();
  const change = useCallback(
    (patch: QueryText, options: { replace?: boolean } = {}) => {
      void navigate({
        to: '.',
        search: ((old: QueryText) => ({ ...old, ...patch })) as never,
        replace: options.replace ?? true,
        resetScroll: false,
      });
    },
    [navigate],
  );
  return [query, change];
}
