import type { Route as Intercepted, Page, Request } from 'playwright-core';
import { modules } from '../../../server/modules.ts';

/** How a server may answer a command otherwise than by doing it. */
export type FailureKind = 'conflict' | 'too-many' | 'network' | 'field' | 'fault';
export const failureKinds: readonly FailureKind[] = ['conflict', 'too-many', 'network', 'field', 'fault'];

const problems: Readonly<
  Record<Exclude<FailureKind, 'network' | 'conflict'>, { status: number; body: object }>
> = {
  'too-many': { status: 429, body: { code: 'lib.too-many-requests', detail: 'Слишком много запросов.' } },
  field: {
    status: 400,
    body: {
      code: 'lib.bad-input',
      detail: 'Часть полей заполнена неверно.',
      fields: { 'body.unheardOf': 'Поле, которого нет в форме' },
    },
  },
  fault: { status: 500, body: { code: 'lib.internal', detail: 'На нашей стороне сбой.' } },
};

/** The record is in truth as it was: the version that was sent, so that the same sent again is taken. */
const conflictOf = (version: number | string) => ({
  status: 409,
  body: {
    code: 'lib.changed-meanwhile',
    detail: 'Запись успели изменить, пока вы смотрели.',
    details: {
      version,
      changes: [{ at: '2026-11-20T05:00:00Z', by: 'Пробный П. П.', what: 'Исправлены данные дела' }],
    },
  },
});

/** A number of a record, or the edition a change is based on; what has no body names it in its address. */
function versionSent(request: Request): number | string {
  const { version, base } = bodyOf(request);
  const inAddress = Number(new URL(request.url()).searchParams.get('version'));
  return version ?? base ?? (inAddress || 1);
}

/** Empty for a file, and where nothing is sent. */
function bodyOf(request: Request): { version?: number; base?: string } {
  try {
    return (request.postDataJSON() as object | null) ?? {};
  } catch {
    return {};
  }
}

export interface Sent {
  /** `module.verb-noun` */
  route: string;
  kind: FailureKind;
}

const routes = modules
  .flatMap((module) => module.routes ?? [])
  .map(({ route }) => ({
    ...route,
    pattern: new RegExp(`^${route.path.replaceAll(/:[a-zA-Z]+/gu, '[^/]+')}$`, 'u'),
  }));

/** Id of the route a request would change something by; undefined for one that only reads. */
export function changedBy(request: Request): string | undefined {
  const { pathname } = new URL(request.url());
  const route = routes.find(({ method, pattern }) => method === request.method() && pattern.test(pathname));
  return route && route.method !== 'GET' && !route.readOnly ? route.id : undefined;
}

/** Every route that changes something: what a walk could meet. */
export const changingRoutes: readonly string[] = routes
  .filter(({ method, readOnly, raw }) => method !== 'GET' && !readOnly && !raw)
  .map(({ id }) => id);

/** Answers a request in place of the server; after too many of them the next is awaited so many seconds. */
export function failWith(intercepted: Intercepted, kind: FailureKind, retryAfter = 30): Promise<void> {
  if (kind === 'network') return intercepted.abort('connectionfailed');
  const { status, body } =
    kind === 'conflict' ? conflictOf(versionSent(intercepted.request())) : problems[kind];
  return intercepted.fulfill({
    status,
    headers: { 'content-type': 'application/problem+json', 'retry-after': `${retryAfter}` },
    body: JSON.stringify({ type: '', title: '', status, requestId: 'walk', ...body }),
  });
}

/** Puts away the notices at the foot of the page. */
export async function putAwayNotices(page: Page): Promise<void> {
  for (const button of await page.getByRole('button', { name: 'Убрать уведомление' }).all())
    await button.click({ timeout: 1000 }).catch(() => {});
}
