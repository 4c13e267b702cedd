import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { AcceptLine } from '../line.ts';
import { findCounts, root, runTests } from '../run-program.ts';

const folder = 'tests/e2e/participation';

/** Every journey of participation there is, by roles and by the keyboard, on a phone and a wide screen, with axe. */
export const line: AcceptLine = {
  title:
    'Путешествия в браузере: опрос с ветвлением и квотой, бюджет, тайное голосование с квитанцией, обсуждение, слушания, виджет на чужих сайтах',
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
