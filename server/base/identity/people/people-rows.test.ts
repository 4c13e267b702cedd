import { expect, test } from 'vitest';
import { judgePeople, type KnownStaff } from './people-rows.ts';

const known: KnownStaff = {
  units: [
    { id: 'u1', title: 'Управление дорог', shortTitle: 'Дороги', isActive: true },
    { id: 'u2', title: 'Отдел мостов', shortTitle: 'Мосты', isActive: false },
    { id: 'u3', title: 'Отдел связи', shortTitle: 'Отдел', isActive: true },
    { id: 'u4', title: 'Отдел газет', shortTitle: 'Отдел', isActive: true },
  ],
  roles: [
    { id: 'operator', title: 'Оператор' },
    { id: 'executor', title: 'Исполнитель' },
  ],
  emails: new Set(['taken@example.ru']),
};
const good = {
  Фамилия: 'Пробная',
  Имя: 'Анна',
  Отчество: '',
  Должность: 'Специалист',
  Почта: 'Anna@Example.ru',
  Телефон: '',
  Роль: 'оператор',
  Подразделение: '',
};
const table = (...rows: Partial<typeof good>[]) => ({
  filename: 'люди.csv',
  headers: Object.keys(good),
  rows: rows.map((row, at) => ({ row: at + 2, values: { ...good, ...row } })),
});
test('a role that is said twice is given once', () => {
  const { ready } = judgePeople(table({ Роль: 'Оператор; operator, ОПЕРАТОР' }), known);
  expect(ready[0]?.roles).toEqual([{ id: 'operator', title: 'Оператор' }]);
});

const faultsOf = (row: Partial<typeof good>) => judgePeople(table(row), known).refused[0]?.faults;

test('a good row is a person with roles and a unit, however they are written', () => {
  expect(
    judgePeople(table({ Роль: 'Оператор; executor', Подразделение: ' управление  ДОРОГ ' }), known),
  ).toEqual({
    refused: [],
    ready: [
      {
        row: 2,
        surname: 'Пробная',
        givenName: 'Анна',
        patronymic: '',
        position: 'Специалист',
        email: 'anna@example.ru',
        phone: '',
        roles: [
          { id: 'operator', title: 'Оператор' },
          { id: 'executor', title: 'Исполнитель' },
        ],
        unit: { id: 'u1', title: 'Управление дорог' },
      },
    ],
  });
});

test.each([
  [{ Фамилия: ' ' }, ['фамилия пуста или длиннее 100 знаков']],
  [{ Имя: 'я'.repeat(101) }, ['имя пусто или длиннее 100 знаков']],
  [{ Должность: 'я'.repeat(301) }, ['отчество или должность длиннее 300 знаков']],
  [{ Почта: '' }, ['нет почты']],
  [{ Почта: 'анна' }, ['почта записана неверно']],
  [{ Почта: 'TAKEN@example.ru' }, ['эта почта уже есть у сотрудника']],
  [{ Телефон: '12' }, ['телефон записан неверно']],
  [{ Роль: '' }, ['не названа роль']],
  [{ Роль: 'Дворник' }, ['нет роли «Дворник»: есть оператор, исполнитель']],
  [
    { Подразделение: 'Отдел неба' },
    ['нет подразделения «Отдел неба»: заведите его в «Справочниках» или поправьте название'],
  ],
  [{ Подразделение: 'Мосты' }, ['подразделение «Мосты» закрыто']],
  [{ Подразделение: 'Отдел' }, ['подразделений «Отдел» несколько: напишите полное название']],
  [{ Роль: 'Исполнитель' }, ['исполнителю нужно подразделение']],
  [{ Почта: '', Роль: '' }, ['нет почты', 'не названа роль']],
])('%o', (row, faults) => expect(faultsOf(row)).toEqual(faults));

test('of two rows with one address the first has it', () => {
  const { ready, refused } = judgePeople(table({}, { Имя: 'Ольга' }), known);
  expect(ready.map(({ givenName }) => givenName)).toEqual(['Анна']);
  expect(refused).toEqual([{ row: 3, name: 'Пробная Ольга', faults: ['та же почта в строке 2'] }]);
});

test('a table without the columns that are needed is refused whole', () => {
  expect(() => judgePeople({ ...table({}), headers: ['Имя', 'Фамилия'] }, known)).toThrow(
    'В таблице нет столбцов: «Почта», «Роль»',
  );
});
