import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtPages } from '../../../server/lib/pages/documents.ts';
import type { ScreenFiles } from '../../../shared/contract/pages.ts';
import { findCircle } from '../../support/circles.ts';
import { listRoutes } from '../../support/site/screens.ts';

/** What a phone is sent before a page of the portal works, on the built files as they travel. */

const LIMIT = 160_000;
const screens = listRoutes('portal');

const byScreen = JSON.parse(readFileSync(join(builtPages, 'screens.json'), 'utf8')) as ScreenFiles;
const document = readFileSync(join(builtPages, 'index.html'), 'utf8');
const shell = [...document.matchAll(/(?:src|href)="(\/assets\/[^"]+\.js)"/gu)].map(([, name = '']) => name);

const filesOf = (path: string): string[] => [...shell, ...(byScreen[path]?.scripts ?? [])];

describe('the scripts of a page', () => {
  it.each(screens)('%s weigh at most 160 KB packed', (path) => {
    expect(byScreen[path], 'the build knows the screen').toBeDefined();
    const sizes = filesOf(path).map((name) => statSync(join(builtPages, `${name}.br`)).size);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(LIMIT);
  });

  it('bring no library of schemas', () => {
    const files = new Set(screens.flatMap(filesOf));
    const heavy = [...files].filter((name) => readFileSync(join(builtPages, name), 'utf8').includes('_zod'));
    expect(heavy).toEqual([]);
  });
});

/** Files that want each other at once cannot start: one of them meets what the other has not made yet. */
it('no file of the build waits for one that waits for it', () => {
  const folder = join(builtPages, 'assets');
  const files = new Map(
    readdirSync(folder)
      .filter((name) => name.endsWith('.js'))
      .map((name) => {
        const text = readFileSync(join(folder, name), 'utf8');
        return [name, [...text.matchAll(/(?:from|import)"\.\/([^"]+\.js)"/gu)].map(([, to]) => to!)] as const;
      }),
  );
  expect(files.size).toBeGreaterThan(50);
  expect(findCircle(files)).toEqual([]);
});
