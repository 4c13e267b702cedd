import { expect, test } from 'vitest';
import { z } from 'zod';
import { allRoutes, routeOf } from './asked.ts';

/** What residents write outside is looked at by what it is about, never by who wrote it. */

const routes = allRoutes.filter(({ path }) =>
  /^\/api\/(?:incidents|conflicts|moderation|monitoring|posts|federal|training)\b/u.test(path),
);
const namesOf = (schema: z.ZodType | undefined): string[] =>
  schema
    ? [...JSON.stringify(z.toJSONSchema(schema, { unrepresentable: 'any' })).matchAll(/"(\w+)":\{/gu)].map(
        ([, name]) => name ?? '',
      )
    : [];
const isOfAuthor = (name: string): boolean => /author/iu.test(name);

/** A talk with a person, one incident and what was taken off in it: there words have somebody who said them. */
const ofOne = /\/:\w+/u;

test('nothing is asked for by its author', () => {
  expect(routes.length).toBeGreaterThan(60);
  const asked = routes.filter(({ query }) => namesOf(query).some(isOfAuthor)).map(({ id }) => id);
  expect(asked).toEqual([]);
});

test('no list and no file names authors of more than one talk', () => {
  const lists = routes.filter(({ method, path }) => method === 'GET' && !ofOne.test(path));
  expect(lists.length).toBeGreaterThan(15);
  expect(namesOf(routeOf('incidents.read-incident').reply)).toContain('authorName');
  const naming = lists.filter(({ reply }) => namesOf(reply).some(isOfAuthor)).map(({ id }) => id);
  expect(naming).toEqual([]);
});
