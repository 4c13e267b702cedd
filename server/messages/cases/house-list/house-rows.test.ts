import { expect, test } from 'vitest';
import { judgeHouses, type KnownHouses } from './house-rows.ts';

const GOOD = '6600000003';
const OTHER = '7707083893';

const unit = (id: string, more: Partial<KnownHouses['units'][number]> = {}) => ({
  id,
  title: `Компания ${id}`,
  shortTitle: id,
  isActive: true,
  inn: null,
  ...more,
});

/** Houses 1 to 9 of «Ясная»; nothing else is known. */
const known = (more: Partial<KnownHouses> = {}): KnownHouses => ({
  units: [],
  mayMakeUnits: true,
  findHouse: ({ street, house }) =>
    street === 'Ясная' && /^[1-9]$/u.test(house)
      ? { streetId: 'yasnaya', house }
      : { fault: `нет ${street} ${house}` },
  ...more,
});

const headers = ['Улица', 'Дом', 'УК', 'ИНН', 'Почта'];
const judge = (lines: string[], more: Partial<KnownHouses> = {}) =>
  judgeHouses(
    {
      filename: 'дома.csv',
      headers,
      rows: lines.map((line, at) => ({
        row: at + 2,
        values: Object.fromEntries(line.split(';').map((value, place) => [headers[place], value])),
      })),
    },
    known(more),
  );
const unitsOf = (told: ReturnType<typeof judge>) => told.wishes.map((wish) => wish.unit);
const faultsOf = (told: ReturnType<typeof judge>) => told.refused.map(({ row, faults }) => [row, faults]);

test('a company is found by its ИНН before its name, and by its name where it has none', () => {
  const units = [unit('a', { inn: GOOD }), unit('b')];
  expect(
    unitsOf(judge([`Ясная;1;Как-то иначе;${GOOD}`, `Ясная;2;компания  Б;`, 'Ясная;3;b;'], { units })),
  ).toEqual(['a', 'компания б', 'b']);
  expect(unitsOf(judge([`Ясная;1;;${GOOD}`], { units }))).toEqual(['a']);
  // The zero a spreadsheet has eaten.
  const zero = '0100000004';
  expect(unitsOf(judge(['Ясная;1;;100000004'], { units: [unit('z', { inn: zero })] }))).toEqual(['z']);
});

test('a name with another ИНН, a wrong ИНН, an unknown one alone, a closed unit are faults of their rows', () => {
  const units = [unit('a', { inn: GOOD }), unit('shut', { isActive: false })];
  expect(
    faultsOf(
      judge(
        [
          `Ясная;1;a;${OTHER}`,
          'Ясная;2;Новая;1234567890',
          `Ясная;3;;${OTHER}`,
          'Ясная;4;shut;',
          'Ясная;5;;',
          'Ясная;77;Новая;',
          'Ясная;6;Новая;;не почта',
        ],
        { units },
      ),
    ),
  ).toEqual([
    [2, [`у «a» другой ИНН: ${GOOD}`]],
    [3, ['ИНН «1234567890» неверен: у организации 10 цифр, проверьте их']],
    [4, [`нет организации с ИНН ${OTHER}: впишите её название`]],
    [5, ['подразделение «shut» закрыто']],
    [6, ['не названа управляющая компания']],
    [7, ['нет Ясная 77']],
    [8, ['почта записана неверно']],
  ]);
});

test('a new company is made once, its ИНН taken from whichever row has it; a row that is not taken makes none', () => {
  const told = judge(['Ясная;1;Новая;', `Ясная;2;новая;${GOOD}`, `Ясная;3;;${GOOD}`, 'Ясная;99;Лишняя;']);
  expect(unitsOf(told)).toEqual(['новая', 'новая', 'новая']);
  expect([...told.fresh.values()]).toMatchObject([{ title: 'Новая', inn: GOOD }]);
  const two = judge([`Ясная;1;Новая;${GOOD}`, `Ясная;2;Новая;${OTHER}`]);
  expect(faultsOf(two)).toEqual([[3, ['у «Новая» в таблице два ИНН']]]);
});

test('units that share an ИНН are told apart by name', () => {
  const units = [unit('a', { inn: GOOD }), unit('b', { inn: GOOD })];
  expect(unitsOf(judge([`Ясная;1;b;${GOOD}`], { units }))).toEqual(['b']);
  expect(faultsOf(judge([`Ясная;1;;${GOOD}`], { units }))).toEqual([
    [2, [`с ИНН ${GOOD} организаций несколько: впишите название одной из них`]],
  ]);
});

test('a house stands once; whoever may not make units is told to ask for them', () => {
  expect(faultsOf(judge(['Ясная;1;А;', 'Ясная;1;Б;']))).toEqual([[3, ['тот же дом в строке 2']]]);
  expect(faultsOf(judge(['Ясная;1;А;'], { mayMakeUnits: false }))).toEqual([
    [2, ['нет подразделения «А»: попросите его завести']],
  ]);
});

test.each([
  ['Населённый пункт', 'Улица', 'Дом', 'Управляющая компания', 'ИНН', 'Почта'],
  ['населенный пункт', 'Название улицы', 'Номер дома', 'УК', 'ИНН УК', 'E-mail'],
  ['Село', 'улица', '№ дома', 'Управляющая организация', 'ИНН организации', 'Email'],
  ['Посёлок', 'улица', 'д.', 'Организация', 'инн', 'Электронная почта'],
  ['Поселок', 'улица', 'дом', 'Кто управляет', 'инн', 'почта'],
])('columns are known by the names people give them: %s, %s, %s, %s, %s, %s', (...names) => {
  const cells = ['Пробное', 'Ясная', '1', 'Новая', GOOD, 'new@example.ru'];
  const values = Object.fromEntries(names.map((name, at) => [name, cells[at] ?? '']));
  const asked: string[] = [];
  const told = judgeHouses(
    { filename: 'дома.csv', headers: names, rows: [{ row: 2, values }] },
    known({
      findHouse: ({ settlement, street, house }) => {
        asked.push(settlement, street, house);
        return { streetId: 'yasnaya', house };
      },
    }),
  );
  expect(asked).toEqual(['Пробное', 'Ясная', '1']);
  expect([...told.fresh.values()]).toMatchObject([{ title: 'Новая', inn: GOOD, email: 'new@example.ru' }]);
});

test.each(['Улица', 'Дом', 'УК'])(
  'a table without «%s» is refused; a row of nothing has a name all the same',
  (lacking) => {
    const names = ['Улица', 'Дом', 'УК'].filter((name) => name !== lacking);
    expect(() => judgeHouses({ filename: 'дома.csv', headers: names, rows: [] }, known())).toThrow(
      'нет столбцов',
    );
    expect(judge([';;А;', ';7;А;', 'Ясная;77;А;']).refused.map(({ name }) => name)).toEqual([
      'без названия',
      '7',
      'Ясная, 77',
    ]);
  },
);
