import { expect, it } from 'vitest';
import type { WordOutcome } from '../../../../shared/contract/base/promises.ts';
import { countByBody } from './keep-word.ts';

const some = (body: string, outcome: WordOutcome, count: number) =>
  Array.from({ length: count }, () => ({ body, outcome }));

it('counts what is over by body: kept of all, with a share where there are enough', () => {
  const promises = [
    ...some('Управление дорог', 'kept', 3),
    ...some('Управление дорог', 'broken', 1),
    ...some('Управление дорог', 'unproven', 1),
    ...some('Управление дорог', 'ahead', 9),
    ...some('Отдел культуры', 'kept', 5),
    ...some('Отдел спорта', 'kept', 4),
    ...some('Архив', 'broken', 1),
    ...some('Школа', 'ahead', 6),
    ...some('Управление ЖКХ', 'kept', 6),
  ];
  expect(countByBody(promises, { leastForShare: 5 })).toEqual([
    { body: 'Управление ЖКХ', kept: 6, over: 6, share: 1 },
    { body: 'Отдел культуры', kept: 5, over: 5, share: 1 },
    { body: 'Управление дорог', kept: 3, over: 5, share: 0.6 },
    { body: 'Архив', kept: 0, over: 1, share: null },
    { body: 'Отдел спорта', kept: 4, over: 4, share: null },
  ]);
});
