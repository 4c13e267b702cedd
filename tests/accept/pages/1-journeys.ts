import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { AcceptLine } from '../line.ts';
import { findCounts, root, runTests } from '../run-program.ts';

const folder = 'tests/e2e/pages';

/** Every journey of official pages there is, over networks that a test tells, by roles and by the keyboard, with axe. */
export const line: AcceptLine = {
  title:
    'Путешествия в браузере: реестр, проверки, верификация, публикация, согласование, исправление, размещение по просьбе',
  async run({ tell }) {
    const files = readdirSync(join(root, folder)).filter((name) => name.endsWith('.test.ts'));
    const ran = await runTests(
      'e2e',
      files.map((name) => `${folder}/${name}`),
      tell,
    );
    return { isHeld: ran.code === 0, figures: [`файлы: ${files.join(', ')}`, findCounts(ran)] };
  },
};
