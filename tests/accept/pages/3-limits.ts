import type { AcceptLine } from '../line.ts';
import { findCounts, runTests } from '../run-program.ts';

/** Limits of networks at save, read-back before «вышло», and corrections and withdrawals with their reasons. */
export const line: AcceptLine = {
  title:
    'Пределы сетей отклоняются до отправки; «вышло» — только увиденное; исправленное и снятое — с причинами',
  async run({ tell }) {
    const limits = await runTests(
      'unit',
      [
        'tests/connectors/publishing-limits.test.ts',
        'tests/connectors/publishing.test.ts',
        'shared/text/pages/preflight.test.ts',
      ],
      tell,
    );
    const course = await runTests(
      'db',
      ['server/base/networks/publications', 'server/pages/publications'],
      tell,
    );
    return {
      isHeld: limits.code === 0 && course.code === 0,
      figures: [`пределы и соединения: ${findCounts(limits)}`, `ход публикаций: ${findCounts(course)}`],
    };
  },
};
