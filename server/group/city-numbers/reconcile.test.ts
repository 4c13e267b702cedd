import { describe, expect, it } from 'vitest';
import { type KnownPaper, type NumberRow, reconcileNumbers } from './reconcile.ts';

const today = '2026-11-30';
const protocol: KnownPaper = {
  id: '00000000-0000-7000-8000-000000000001',
  kind: 'protocol',
  ownNumber: '11/2026',
  day: '2026-11-24',
  kept: null,
};
const report: KnownPaper = {
  ...protocol,
  id: '00000000-0000-7000-8000-000000000002',
  kind: 'report',
  ownNumber: 'ОГ-3/2026',
};
const assignment: KnownPaper = {
  ...protocol,
  id: '00000000-0000-7000-8000-000000000003',
  kind: 'assignment',
  ownNumber: 'П-12/2026',
  kept: { number: 'П-700', day: '2026-11-25' },
};
const other: KnownPaper = {
  ...assignment,
  id: '00000000-0000-7000-8000-000000000004',
  ownNumber: 'П-13/2026',
  kept: null,
};
const papers = [protocol, report, assignment, other];

const row = (told: Partial<NumberRow>): NumberRow => ({
  row: 2,
  key: '',
  kind: '',
  ownNumber: '',
  number: '01-15/44',
  day: '2026-11-27',
  ...told,
});
const read = (...rows: Partial<NumberRow>[]) =>
  reconcileNumbers(
    rows.map((told, at) => row({ row: at + 2, ...told })),
    papers,
    today,
  );
const why = (told: Partial<NumberRow>) => read(told).refused.map((one) => `${one.paper}: ${one.why}`);

describe('a paper is known', () => {
  it.each([
    ['by its key', { key: protocol.id }],
    ['by its key in capitals', { key: protocol.id.toUpperCase() }],
    ['by kind and number', { kind: 'Протокол', ownNumber: '11/2026' }],
    ['by kind and number, however they are written', { kind: ' протокол', ownNumber: '№ 11/2026 ' }],
    ['by its number alone', { ownNumber: '11/2026' }],
    // A spreadsheet made «ноя.26» of its number: the key came back as it left.
    ['by its key whatever became of the number', { key: protocol.id, ownNumber: 'ноя.26' }],
  ] as const)('%s', (_, told) =>
    expect(read(told)).toEqual({
      entered: [
        { id: protocol.id, kind: 'protocol', ownNumber: '11/2026', number: '01-15/44', day: '2026-11-27' },
      ],
      same: 0,
      waiting: 0,
      refused: [],
    }),
  );

  it.each([
    [{ kind: 'Протокол', ownNumber: '99/2026' }, 'Протокол № 99/2026'],
    [{ kind: 'Отчёт главе', ownNumber: '11/2026' }, 'Отчёт главе № 11/2026'],
    [{ key: '00000000-0000-7000-8000-00000000000f', ownNumber: '11/2026' }, '№ 11/2026'],
    [{ key: 'мусор' }, 'мусор'],
    [{}, 'документ не назван'],
  ] as const)('and an unknown one is refused by name: %j', (told, name) =>
    expect(why(told)).toEqual([`${name}: Такого документа нет, или он ещё не подписан`]),
  );

  it('and of two with one number neither is guessed', () => {
    const twins = [protocol, { ...protocol, id: report.id, kind: 'act' as const }];
    const [refused] = reconcileNumbers([row({ ownNumber: '11/2026' })], twins, today).refused;
    expect(refused!.why).toContain('несколько');
    expect(
      reconcileNumbers([row({ kind: 'Акт о составе', ownNumber: '11/2026' })], twins, today).entered,
    ).toHaveLength(1);
  });
});

describe('a row', () => {
  it('without a number waits, whatever else it says', () =>
    expect(read({ key: protocol.id, number: ' ' }, { ownNumber: 'нет такого', number: '' })).toMatchObject({
      waiting: 2,
      entered: [],
      refused: [],
    }));

  it.each([
    [{ number: 'б/н' }, '«б/н» — не номер: нужны цифры, не длиннее 60 знаков'],
    [{ day: '' }, 'Не указан день регистрации'],
    [{ day: null }, 'День регистрации не читается: нужен вид ДД.ММ.ГГГГ'],
    [{ day: '2026-12-01' }, 'День регистрации не тот. 01.12.2026 ещё не наступило'],
    [{ day: '2026-11-23' }, 'День регистрации не тот. Раньше самого документа: он от 24.11.2026'],
  ] as const)('%j is refused', (told, words) =>
    expect(why({ key: protocol.id, ...told })).toEqual([`Протокол № 11/2026: ${words}`]),
  );

  it('that says what is here changes nothing', () =>
    expect(read({ key: assignment.id, number: '№ п-700', day: '2026-11-25' })).toEqual({
      entered: [],
      same: 1,
      waiting: 0,
      refused: [],
    }));

  it.each([
    [{ number: 'П-701', day: '2026-11-25' }, '№ П-701 от 25.11.2026'],
    [{ number: 'П-700', day: '2026-11-26' }, '№ П-700 от 26.11.2026'],
  ])('that changes a number is refused with both: %j', (told, theirs) =>
    expect(why({ key: assignment.id, ...told })).toEqual([
      `Поручение № П-12/2026: Уже записан № П-700 от 25.11.2026, а в таблице ${theirs}: исправляют в карточке, с причиной`,
    ]),
  );

  it('with the number of another paper of the kind and the year is refused with its name', () => {
    expect(why({ key: other.id, number: 'п-700' })).toEqual([
      'Поручение № П-13/2026: № п-700 за 2026 год уже у другого документа: Поручение № П-12/2026',
    ]);
    // Another kind has a journal of its own, another year begins anew.
    expect(read({ key: protocol.id, number: 'П-700' }).entered).toHaveLength(1);
    const nextYear = reconcileNumbers(
      [row({ key: other.id, number: 'П-700', day: '2027-01-11' })],
      papers,
      '2027-01-12',
    );
    expect(nextYear.entered).toHaveLength(1);
  });
});

describe('rows of one table', () => {
  it('are held against one another', () => {
    const found = read(
      { key: protocol.id, number: '44' },
      { key: protocol.id, number: '44' },
      { key: protocol.id, number: '45' },
      { key: assignment.id, number: 'П-700', day: '2026-11-25' },
      { key: other.id, number: 'П-702' },
      { ownNumber: 'П-12/2026', number: 'П-702' },
    );
    expect(found.entered.map(({ ownNumber, number }) => [ownNumber, number])).toEqual([
      ['11/2026', '44'],
      ['П-13/2026', 'П-702'],
    ]);
    expect(found.same).toBe(2);
    expect(found.refused.map(({ row: at }) => at)).toEqual([4, 7]);
  });

  it('two papers do not take one new number', () => {
    const second = { ...other, id: '00000000-0000-7000-8000-000000000005', ownNumber: 'П-14/2026' };
    const found = reconcileNumbers(
      [row({ key: other.id, number: '9' }), row({ row: 3, key: second.id, number: '9' })],
      [...papers, second],
      today,
    );
    expect(found.entered).toHaveLength(1);
    expect(found.refused).toEqual([
      {
        row: 3,
        paper: 'Поручение № П-14/2026',
        why: '№ 9 за 2026 год уже у другого документа: Поручение № П-13/2026',
      },
    ]);
  });
});
