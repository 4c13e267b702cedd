import type { RefusedListRow } from '../../../../shared/contract/base/list-rows.ts';
import {
  email as emailShape,
  line,
  name as nameShape,
} from '../../../../shared/contract/base/person-fields.ts';
import { normalisePhone } from '../../../../shared/text/contacts.ts';
import { foldCell, type NamedColumn, nameColumns } from '../../../lib/tables/reading/named-columns.ts';
import type { UploadedTable } from '../../../lib/tables/reading/uploaded.ts';
import { findUnitByName } from './unit-by-name.ts';

/** Rows of a list of people: what each says, and all that is wrong with it. Pure. */

/** What the list is held against. */
export interface KnownStaff {
  units: readonly { id: string; title: string; shortTitle: string; isActive: boolean }[];
  roles: readonly { id: string; title: string }[];
  /** Addresses of staff, in small letters. */
  emails: ReadonlySet<string>;
}

export interface PersonRow {
  row: number;
  surname: string;
  givenName: string;
  patronymic: string;
  position: string;
  email: string;
  phone: string;
  roles: { id: string; title: string }[];
  unit: { id: string; title: string } | null;
}

/** Columns by the names people give them. */
const columns = {
  surname: { title: 'Фамилия', isNeeded: true },
  givenName: { title: 'Имя', isNeeded: true },
  patronymic: { title: 'Отчество' },
  position: { title: 'Должность' },
  email: {
    title: 'Почта',
    also: ['e-mail', 'email', 'электронная почта', 'рабочая почта'],
    isNeeded: true,
  },
  phone: { title: 'Телефон', also: ['тел.', 'рабочий телефон'] },
  role: { title: 'Роль', also: ['роли'], isNeeded: true },
  unit: { title: 'Подразделение', also: ['орган', 'организация', 'отдел'] },
} satisfies Record<string, NamedColumn>;

interface Told extends Omit<PersonRow, 'roles' | 'unit'> {
  roleWords: string;
  unitWords: string;
}

function readRows({ headers, rows }: UploadedTable): Told[] {
  const readRow = nameColumns(headers, columns);
  return rows.map(({ row, values }) => {
    const cell = readRow(values);
    return {
      row,
      surname: cell('surname'),
      givenName: cell('givenName'),
      patronymic: cell('patronymic'),
      position: cell('position'),
      email: cell('email').toLowerCase(),
      phone: cell('phone'),
      roleWords: cell('role'),
      unitWords: cell('unit'),
    };
  });
}

const titled = <T extends { title: string; id: string }>(all: readonly T[], words: string): T[] =>
  all.filter(({ title, id }) => foldCell(title) === foldCell(words) || id === foldCell(words));

function findRoles(words: string, { roles }: KnownStaff): { found: PersonRow['roles']; faults: string[] } {
  const parts = words.split(/[;,]/u).flatMap((part) => part.trim() || []);
  const found = parts.map((part) => ({ part, role: titled(roles, part)[0] }));
  const lost = found.flatMap(({ part, role }) => (role ? [] : [part]));
  return {
    // Said twice, it is given once.
    found: [...new Map(found.flatMap(({ role }) => (role ? [[role.id, role]] : []))).values()].map(
      ({ id, title }) => ({ id, title }),
    ),
    faults: [
      ...(parts.length === 0 ? ['не названа роль'] : []),
      ...lost.map(
        (part) =>
          `нет роли «${part}»: есть ${roles.map(({ title }) => title.toLocaleLowerCase('ru')).join(', ')}`,
      ),
    ],
  };
}

function findUnit(words: string, { units }: KnownStaff): { unit: PersonRow['unit']; faults: string[] } {
  if (words === '') return { unit: null, faults: [] };
  const found = findUnitByName(units, words);
  if (!found)
    return {
      unit: null,
      faults: [`нет подразделения «${words}»: заведите его в «Справочниках» или поправьте название`],
    };
  return 'fault' in found
    ? { unit: null, faults: [found.fault] }
    : { unit: { id: found.unit.id, title: found.unit.title }, faults: [] };
}

function judgeFields(told: Told): string[] {
  const short = (value: string) => nameShape.safeParse(value).success;
  return [
    ...(short(told.surname) ? [] : ['фамилия пуста или длиннее 100 знаков']),
    ...(short(told.givenName) ? [] : ['имя пусто или длиннее 100 знаков']),
    ...([told.patronymic, told.position].every((value) => line.safeParse(value).success)
      ? []
      : ['отчество или должность длиннее 300 знаков']),
    ...(emailShape.safeParse(told.email).success
      ? []
      : [told.email ? 'почта записана неверно' : 'нет почты']),
    ...(told.phone === '' || normalisePhone(told.phone) ? [] : ['телефон записан неверно']),
  ];
}

/** Who of a list may be made, and who may not with every reason. An address is one person's: of two rows the first has it. */
export function judgePeople(
  table: UploadedTable,
  known: KnownStaff,
): { ready: PersonRow[]; refused: RefusedListRow[] } {
  const told = readRows(table);
  const ready: PersonRow[] = [];
  const refused: RefusedListRow[] = [];
  for (const [at, { roleWords, unitWords, ...fields }] of told.entries()) {
    const { found: roles, faults: roleFaults } = findRoles(roleWords, known);
    const { unit, faults: unitFaults } = findUnit(unitWords, known);
    const before = fields.email && told.slice(0, at).find(({ email }) => email === fields.email);
    const isHomeless = unitWords === '' && roles.some(({ id }) => id === 'executor');
    const faults = [
      ...judgeFields({ ...fields, roleWords, unitWords }),
      ...(known.emails.has(fields.email) ? ['эта почта уже есть у сотрудника'] : []),
      ...(before ? [`та же почта в строке ${before.row}`] : []),
      ...roleFaults,
      ...unitFaults,
      ...(isHomeless ? ['исполнителю нужно подразделение'] : []),
    ];
    if (faults.length === 0) ready.push({ ...fields, roles, unit });
    else
      refused.push({
        row: fields.row,
        name: [fields.surname, fields.givenName].filter(Boolean).join(' ') || 'без имени',
        faults,
      });
  }
  return { ready, refused };
}
