import type { AcceptLine } from '../line.ts';
import { findCounts, runTests } from '../run-program.ts';

export const line: AcceptLine = {
  title:
    'Открытый источник не начинает срока 59-ФЗ ни при каких признаках; ни списка, ни выгрузки по авторам',
  async run({ tell }) {
    const rules = await runTests('unit', ['server/base/regimes/open-sources.test.ts'], tell);
    const authors = await runTests('unit', ['tests/access/authors.test.ts'], tell);
    return {
      isHeld: rules.code === 0 && authors.code === 0,
      figures: [
        `каналы × опознание × что объявлено × признаки (ни одного, по одному, по два, все) × пять дней: ${findCounts(rules)}`,
        `маршруты мониторинга: ${findCounts(authors)}`,
      ],
    };
  },
};
