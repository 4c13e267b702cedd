import type { Route as Intercepted, Request } from 'playwright-core';
import { modules } from '../../../server/modules.ts';

/** How a server may answer a command otherwise than by doing it. */
export type FailureKind = 'conflict' | 'too-many' | 'network' | 'field' | 'fault';
export const failureKinds: readonly FailureKind[] = ['conflict', 'too-many', 'network', 'field', 'fault'];

const problems: Readonly<Record<Exclude<FailureKind, 'network'>, { status: number; body: object }>> = {
  conflict: {
    status: 409,
    body: {
      code: 'lib.changed-meanwhile',
      detail: 'Запись успели изменить, пока вы смотрели.',
      details: {
        version: 99_999,
        changes: [{ at: '2026-11-20T05:00:00Z', by: 'Пробный П. П.', what: 'Исправлены данные дела' }],
      },
    },
  },
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

/** Answers a request in place of the server. */
export function failWith(request: Intercepted, kind: FailureKind): Promise<void> {
  if (kind === 'network') return request.abort('connectionfailed');
  const { status, body } = problems[kind];
  return request.fulfill({
    status,
    headers: { 'content-type': 'application/problem+json', 'retry-after': '30' },
    body: JSON.stringify({ type: '', title: '', status, requestId: 'walk', ...body }),
  });
}
