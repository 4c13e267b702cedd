import type { RefusedListRow } from '../../../../shared/contract/base/list-rows.ts';
import {
  email as emailShape,
  line,
  name as nameShape,
} from '../../../../shared/contract/base/person-fields.ts';
import type { Fact } from '../../../../shared/contract/base/taxonomy.ts';
import { normalisePhone } from '../../../../shared/text/contacts.ts';
import { findUnitByName } from '../../../base/identity/index.ts';
import { foldCell, type NamedColumn, nameColumns } from '../../../lib/tables/reading/named-columns.ts';
import type { UploadedTable } from '../../../lib/tables/reading/uploaded.ts';

/** Rows of a list of topics: to which unit each goes, which units have to be made, and what is wrong with the rest. Pure. */

/** What the list is held against. */
export interface KnownTopics {
  facts: readonly Pick<Fact, 'id' | 'title' | 'shortTitle'>[];
  units: readonly { id: string; title: string; shortTitle: string; isActive: boolean }[];
  /** Whoever brings the list may make units. */
  mayMakeUnits: boolean;
}

export interface NewUnit {
  title: string;
  shortTitle: string;
  email: string;
  phone: string;
  isExternal: boolean;
}

export interface TopicWish {
  factId: string;
  /** An id of a unit that is there, or the folded title of one of `fresh`. */
  unit: string;
}

/** Columns by the names people give them. */
const columns = {
  code: { title: 'Код темы', also: ['код'] },
  topic: { title: 'Тема', also: ['факт'], isNeeded: true },
  unit: { title: 'Подразделение', also: ['исполнитель', 'орган', 'организация'], isNeeded: true },
  short: { title: 'Коротко', also: ['краткое название'] },
  email: { title: 'Почта', also: ['почта подразделения', 'e-mail', 'email'] },
  phone: { title: 'Телефон', also: ['телефон подразделения', 'тел.'] },
  outside: { title: 'Вне администрации', also: ['внешняя организация'] },
} satisfies Record<string, NamedColumn>;

type Cell = (field: keyof typeof columns) => string;

function findTopic(cell: Cell, { facts }: KnownTopics): { factId: string | null; faults: string[] } {
  const [code, words] = [cell('code'), cell('topic')];
  const byCode = code === '' ? undefined : facts.find(({ id }) => id === code);
  if (byCode) return { factId: byCode.id, faults: [] };
  const same = facts.filter(({ title, shortTitle }) =>
    [title, shortTitle].some((one) => foldCell(one) === foldCell(words)),
  );
  const [first] = same;
  if (!first)
    return { factId: null, faults: [words ? `нет темы «${words}» в рубрикаторе` : 'не названа тема'] };
  return same.length > 1
    ? { factId: null, faults: [`тем «${words}» несколько: оставьте столбец «Код темы»`] }
    : { factId: first.id, faults: [] };
}

function readNewUnit(title: string, cell: Cell): { unit: NewUnit; faults: string[] } {
  const unit = {
    title,
    shortTitle: cell('short') || title,
    email: cell('email').toLowerCase(),
    phone: cell('phone'),
    isExternal: ['да', '1', '+', 'вне администрации'].includes(foldCell(cell('outside'))),
  };
  return {
    unit,
    faults: [
      ...(line.safeParse(unit.title).success ? [] : ['название подразделения длиннее 300 знаков']),
      ...(nameShape.safeParse(unit.shortTitle).success
        ? []
        : ['название длиннее 100 знаков: впишите короткое в столбец «Коротко»']),
      ...(unit.email === '' || emailShape.safeParse(unit.email).success ? [] : ['почта записана неверно']),
      ...(unit.phone === '' || normalisePhone(unit.phone) ? [] : ['телефон записан неверно']),
    ],
  };
}

/** The unit a row names: one that is there, one an earlier row makes, or a new one. */
function findUnit(
  cell: Cell,
  fresh: Map<string, NewUnit>,
  { units, mayMakeUnits }: KnownTopics,
): { unit: string; faults: string[] } {
  const words = cell('unit');
  const found = findUnitByName(units, words);
  if (found)
    return 'fault' in found ? { unit: '', faults: [found.fault] } : { unit: found.unit.id, faults: [] };
  const key = foldCell(words);
  if (!mayMakeUnits) return { unit: '', faults: [`нет подразделения «${words}»: попросите его завести`] };
  if (fresh.has(key)) return { unit: key, faults: [] };
  const { unit, faults } = readNewUnit(words, cell);
  if (faults.length === 0) fresh.set(key, unit);
  return { unit: key, faults };
}

/** What a list says; a row without a unit says nothing and is no fault: a list is filled in by parts. */
export function judgeTopics(
  { headers, rows }: UploadedTable,
  known: KnownTopics,
): { wishes: TopicWish[]; fresh: Map<string, NewUnit>; refused: RefusedListRow[] } {
  const readRow = nameColumns(headers, columns);
  const fresh = new Map<string, NewUnit>();
  const told = new Map<string, TopicWish & { row: number }>();
  const refused: RefusedListRow[] = [];
  for (const { row, values } of rows) {
    const cell = readRow(values);
    if (cell('unit') === '') continue;
    const { factId, faults } = findTopic(cell, known);
    const before = factId && told.get(factId);
    if (before) faults.push(`та же тема в строке ${before.row}`);
    const { unit, faults: unitFaults } =
      factId && !before ? findUnit(cell, fresh, known) : { unit: '', faults: [] };
    faults.push(...unitFaults);
    if (factId && faults.length === 0) told.set(factId, { factId, unit, row });
    else refused.push({ row, name: cell('topic') || cell('code') || 'без названия', faults });
  }
  return { wishes: [...told.values()].map(({ factId, unit }) => ({ factId, unit })), fresh, refused };
}
