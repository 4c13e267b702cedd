import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');

/** A verb of several right before a count of any number: of one it would say «написали 1 житель». `acted` agrees the two. */
const disagreement =
  /(?:[а-яё](?:ли|лись)|[а-яё]{2}(?:ят|ют|ут|ат|ятся|ются|утся|атся)) (?:[а-яё]+ )?\$\{(?:counted|formatNumber)\(/u;

it('no sentence has a verb of several before a count that may be one', () => {
  const found = globSync('{server,shared,web}/**/*.{ts,tsx}', { cwd: root })
    .filter((path) => !/\.test\.|\.gen\./u.test(path))
    .flatMap((path) =>
      readFileSync(`${root}/${path}`, 'utf8')
        .split('\n')
        .flatMap((line, at) => (disagreement.test(line) ? [`${path}:${at + 1} ${line.trim()}`] : [])),
    );
  expect(found).toEqual([]);
});
