import { z } from 'zod';
import { problem } from '../../../shared/contract/errors.ts';
import type { Access, Route } from '../../../shared/contract/route.ts';
import type { ModuleManifest } from '../module/module.ts';

const accessTitles: Record<string, string> = {
  public: 'всем',
  resident: 'жителю после входа',
  staff: 'сотруднику',
  'signed-in': 'после входа',
  link: 'по одноразовой ссылке',
  setup: 'первому посетителю пустой системы, по коду',
};

const describeCaller = (access: Access): string =>
  typeof access === 'string' ? (accessTitles[access] ?? access) : `сотруднику с правом ${access.permission}`;

const describeAccess = ({ access, scope }: Pick<Route, 'access' | 'scope'>): string =>
  scope ? `${describeCaller(access)}, программе с доступом ${scope}` : describeCaller(access);

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const toSchema = (schema: z.ZodType, io: 'input' | 'output') => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    target: 'draft-2020-12',
  }) as Record<string, unknown>;
  return rest;
};

function describeParameters(schema: z.ZodType | undefined, where: 'path' | 'query') {
  if (!schema) return [];
  const json = toSchema(schema, 'input') as { properties?: Record<string, unknown>; required?: string[] };
  return Object.entries(json.properties ?? {}).map(([name, value]) => ({
    name,
    in: where,
    required: where === 'path' || (json.required?.includes(name) ?? false),
    schema: value,
  }));
}

function describeBody(route: Route) {
  if (route.upload) {
    return {
      requestBody: {
        required: true,
        content: {
          'multipart/form-data': {
            schema: {
              type: 'object',
              properties: { file: { type: 'string', format: 'binary' } },
              required: ['file'],
            },
          },
        },
      },
    };
  }
  return route.body
    ? {
        requestBody: {
          required: true,
          content: { 'application/json': { schema: toSchema(route.body, 'input') } },
        },
      }
    : {};
}

function describeOperation(route: Route) {
  const ok = route.download
    ? {
        description: 'Файл',
        content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
      }
    : {
        description: 'Успешно',
        content: { 'application/json': { schema: toSchema(route.reply, 'output') } },
      };
  return {
    operationId: route.id,
    summary: route.summary,
    description: `Доступно ${describeAccess(route)}.`,
    tags: [route.id.split('.')[0]],
    parameters: [...describeParameters(route.params, 'path'), ...describeParameters(route.query, 'query')],
    ...describeBody(route),
    responses: {
      200: ok,
      default: {
        description: 'Отказ с причиной по-русски',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

/** OpenAPI 3.1 of every contract route, and the same as a page a person can read without scripts. */
export function describeApi(modules: ModuleManifest[]): { openapi: unknown; page: string } {
  const routes = modules.flatMap((module) => module.routes ?? []).map(({ route }) => route);
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    const path = route.path.replaceAll(/:([A-Za-z]+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: describeOperation(route) };
  }
  const openapi = {
    openapi: '3.1.0',
    info: {
      title: 'Отклик',
      version: '0.1.0',
      description: 'Муниципальный центр управления: программный интерфейс',
    },
    components: { schemas: { Problem: toSchema(problem, 'output') } },
    paths,
  };
  const rows = routes
    .toSorted((a, b) => a.path.localeCompare(b.path))
    .map(
      (route) =>
        `<tr id="${route.id}"><td><code>${route.method}</code></td><td><code>${escapeHtml(route.path)}</code></td>` +
        `<td>${escapeHtml(route.summary)}</td><td>${escapeHtml(describeAccess(route))}</td></tr>`,
    )
    .join('\n');
  const page = `<!doctype html><html lang="ru"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>Программный интерфейс — Отклик</title></head><body><main><h1>Программный интерфейс</h1>
<p>Полное описание — <a href="/api/openapi.json">OpenAPI 3.1</a>. Изменяющие запросы несут заголовок <code>x-otklik: 1</code>.
Отказ приходит как problem+json с причиной по-русски.</p>
<table border="1" cellpadding="6"><caption>Операции: ${routes.length}</caption><thead><tr><th scope="col">Метод</th><th scope="col">Адрес</th>
<th scope="col">Что делает</th><th scope="col">Кому доступно</th></tr></thead><tbody>${rows}</tbody></table></main></body></html>`;
  return { openapi, page };
}
