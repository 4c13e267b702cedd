import { expect, test } from 'vitest';
import { exportCases } from '../../../../shared/contract/messages/cases-list.ts';
import { tellFilter } from './export-cases.ts';

/** What stands on the sheet of parameters of a list taken as a file. */
const tell = (query: object) => tellFilter(exportCases.query.parse({ format: 'xlsx', ...query }));

test.each([
  ['nothing', {}, [['Отбор', 'все открытые вам дела']]],
  [
    'a number of an indicator',
    { told: 'K9:2026-10-01:2026-10-31' },
    [['Показатель', 'К9, 01.10.2026 — 31.10.2026']],
  ],
  [
    'what happened on days, by its outcome',
    { turn: 'given', since: '2026-11-01', until: '2026-11-28', outcome: 'solved' },
    [
      ['Событие', 'Дан ответ 01.11.2026–28.11.2026'],
      ['Ещё условий', '1'],
    ],
  ],
  ['a day that is over', { overdueOn: '2026-11-22' }, [['Просрочены на конец', '22.11.2026']]],
  ['what only a link gives', { cause: 'reject:spam', near: '56.4,61.9,100' }, [['Ещё условий', '2']]],
])('%s', (_, query, facts) => {
  expect(tell(query)).toEqual(facts);
});
