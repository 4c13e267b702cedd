import type { ModuleManifest } from './module.ts';
import type { MachineScope } from './unit-of-work.ts';

function requireUnique(kind: string, names: string[]): void {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) throw new Error(`${kind} ${name} объявлен дважды`);
    seen.add(name);
  }
}

/** Refuses to start with a doubled name or with a route that asks for a permission nobody declares. */
export function checkManifests(modules: ModuleManifest[]): void {
  const routes = modules.flatMap((module) => module.routes ?? []);
  const permissions = new Set(modules.flatMap((module) => Object.keys(module.permissions ?? {})));
  requireUnique(
    'Модуль',
    modules.map((module) => module.name),
  );
  requireUnique(
    'Маршрут',
    routes.map(({ route }) => route.id),
  );
  requireUnique(
    'Адрес',
    routes.map(({ route }) => `${route.method} ${route.path}`),
  );
  requireUnique('Задание', [
    ...modules.flatMap((module) => (module.jobs ?? []).map(({ job }) => job.name)),
    ...modules.flatMap((module) => (module.listeners ?? []).map(({ jobName }) => jobName)),
  ]);
  requireUnique(
    'Событие',
    modules.flatMap((module) => (module.events ?? []).map((event) => event.name)),
  );
  requireUnique(
    'Ответ на порт',
    modules.flatMap((module) => (module.provides ?? []).map(({ port, key }) => `${port} ${key}`.trim())),
  );
  for (const { route } of routes) {
    if (typeof route.access === 'object' && !permissions.has(route.access.permission)) {
      throw new Error(`Маршрут ${route.id} требует необъявленного права ${route.access.permission}`);
    }
  }
  const scopes = modules.flatMap((module) => Object.keys(module.scopes ?? {}));
  requireUnique('Доступ программ', scopes);
  const opened = new Set(routes.flatMap(({ route }) => route.scope ?? []));
  for (const scope of opened)
    if (!scopes.includes(scope)) throw new Error(`Доступ программ ${scope} не объявлен`);
  for (const scope of scopes)
    if (!opened.has(scope)) throw new Error(`Доступ программ ${scope} ничего не открывает`);
  const events = new Set(modules.flatMap((module) => (module.events ?? []).map((event) => event.name)));
  for (const { event, jobName } of modules.flatMap((module) => module.listeners ?? [])) {
    if (!events.has(event.name)) throw new Error(`${jobName} слушает необъявленное событие ${event.name}`);
  }
}

/** What programs' keys may open, with the routes of each scope. */
export function listMachineScopes(modules: readonly ModuleManifest[]): MachineScope[] {
  const routes = modules.flatMap((module) => (module.routes ?? []).map(({ route }) => route));
  return modules.flatMap((module) =>
    Object.entries(module.scopes ?? {}).map(([id, title]) => ({
      id,
      title,
      routes: routes.filter(({ scope }) => scope === id).map(({ summary }) => summary),
    })),
  );
}
