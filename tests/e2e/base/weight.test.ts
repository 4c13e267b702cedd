import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtPages } from '../../../server/lib/pages/documents.ts';
import type { ScreenFiles } from '../../../shared/contract/pages.ts';
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
