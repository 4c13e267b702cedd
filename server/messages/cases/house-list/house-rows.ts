import type { RefusedListRow } from '../../../../shared/contract/base/list-rows.ts';
import {
  email as emailShape,
  line,
  name as nameShape,
} from '../../../../shared/contract/base/person-fields.ts';
import { normalisePhone } from '../../../../shared/text/contacts.ts';
import { isInn } from '../../../../shared/text/requisites.ts';
import { findUnitByName } from '../../../base/identity/index.ts';
import type { ListedHouse } from '../../../base/territory/index.ts';
import { foldCell, type NamedColumn, nameColumns } from '../../../lib/tables/reading/named-columns.ts';
import type { UploadedTable } from '../../../lib/tables/reading/uploaded.ts';

/** Rows of a list of houses: which company manages each, which companies have to be made, what is wrong with the rest. Pure. */

interface KnownUnit {
  id: string;
  title: string;
  shortTitle: string;
  isActive: boolean;
  inn: string | null;
}

/** What the list is held against. */
export interface KnownHouses {
  units: readonly KnownUnit[];
  /** The house words of a row name, or what is wrong with them. */
  findHouse: (words: {
    settlement: string;
    street: string;
    house: string;
  }) => ListedHouse | { fault: string };
  /** Whoever brings the list may make units. */
  mayMakeUnits: boolean;
}

export interface NewCompany {
  title: string;
  shortTitle: string;
  inn: string;
  email: string;
  phone: string;
}

export interface HouseWish {
  streetId: string;
  house: string;
  /** An id of a unit that is there, or the key of one of `fresh`. */
  unit: string;
}

/** Columns by the names people give them. */
const columns = {
  settlement: { title: 'Населённый пункт', also: ['населенный пункт', 'село', 'посёлок', 'поселок'] },
  street: { title: 'Улица', also: ['название улицы'], isNeeded: true },
  house: { title: 'Дом', also: ['номер дома', '№ дома', 'д.'], isNeeded: true },
  company: {
    title: 'Управляющая компания',
    also: ['ук', 'управляющая организация', 'организация', 'кто управляет'],
    isNeeded: true,
  },
  inn: { title: 'ИНН', also: ['инн ук', 'инн организации'] },
  short: { title: 'Коротко', also: ['краткое название'] },
  email: { title: 'Почта', also: ['e-mail', 'email', 'электронная почта'] },
  phone: { title: 'Телефон', also: ['тел.'] },
} satisfies Record<string, NamedColumn>;

type Cell = (field: keyof typeof columns) => string;
type Found = { unit: string } | { faults: string[] };

/** A table of Excel may have eaten the leading zero of an ИНН. */
const readInn = (words: string): string => (/^\d{9}$/u.test(words) ? `0${words}` : words.replaceAll(' ', ''));

/** The company a row names, by its ИНН first: names of companies change, and are written in many ways. */
function findCompany(cell: Cell, fresh: Map<string, NewCompany>, known: KnownHouses): Found {
  const [words, inn] = [cell('company'), readInn(cell('inn'))];
  if (words === '' && inn === '') return { faults: ['не названа управляющая компания'] };
  if (inn !== '' && !isInn(inn))
    return { faults: [`ИНН «${inn}» неверен: у организации 10 цифр, проверьте их`] };
  const byInn = inn === '' ? [] : known.units.filter((unit) => unit.isActive && unit.inn === inn);
  const [only, ...others] = byInn;
  if (only && others.length === 0) return { unit: only.id };
  const byName = words === '' ? null : findUnitByName(only ? byInn : known.units, words);
  if (only && !byName)
    return { faults: [`с ИНН ${inn} организаций несколько: впишите название одной из них`] };
  if (byName && 'fault' in byName) return { faults: [byName.fault] };
  if (byName && inn !== '' && byName.unit.inn !== null && byName.unit.inn !== inn)
    return { faults: [`у «${words}» другой ИНН: ${byName.unit.inn}`] };
  if (byName) return { unit: byName.unit.id };
  return findFresh(cell, { words, inn }, { fresh, known });
}

/** One an earlier row makes, or a new one. */
function findFresh(
  cell: Cell,
  { words, inn }: { words: string; inn: string },
  { fresh, known }: { fresh: Map<string, NewCompany>; known: KnownHouses },
): Found {
  const same = [...fresh].find(([key, company]) =>
    inn !== '' && company.inn !== '' ? company.inn === inn : key === foldCell(words),
  );
  if (same) {
    const [key, company] = same;
    if (company.inn === '') company.inn = inn;
    return { unit: key };
  }
  if (words === '') return { faults: [`нет организации с ИНН ${inn}: впишите её название`] };
  if (!known.mayMakeUnits) return { faults: [`нет подразделения «${words}»: попросите его завести`] };
  const company = {
    title: words,
    shortTitle: cell('short') || words,
    inn,
    email: cell('email').toLowerCase(),
    phone: cell('phone'),
  };
  const faults = judgeCompany(company);
  if (fresh.has(foldCell(words))) faults.push(`у «${words}» в таблице два ИНН`);
  if (faults.length > 0) return { faults };
  fresh.set(foldCell(words), company);
  return { unit: foldCell(words) };
}

const judgeCompany = ({ title, shortTitle, email, phone }: NewCompany): string[] => [
  ...(line.safeParse(title).success ? [] : ['название длиннее 300 знаков']),
  ...(nameShape.safeParse(shortTitle).success
    ? []
    : ['название длиннее 100 знаков: впишите короткое в столбец «Коротко»']),
  ...(email === '' || emailShape.safeParse(email).success ? [] : ['почта записана неверно']),
  ...(phone === '' || normalisePhone(phone) ? [] : ['телефон записан неверно']),
];

/** What a list says: a house of the gazetteer and its company, each house once. */
export function judgeHouses(
  { headers, rows }: UploadedTable,
  known: KnownHouses,
): { wishes: HouseWish[]; fresh: Map<string, NewCompany>; refused: RefusedListRow[] } {
  const readRow = nameColumns(headers, columns);
  const fresh = new Map<string, NewCompany>();
  const told = new Map<string, HouseWish & { row: number }>();
  const refused: RefusedListRow[] = [];
  for (const { row, values } of rows) {
    const cell = readRow(values);
    const [settlement, street, house] = [cell('settlement'), cell('street'), cell('house')];
    const place = known.findHouse({ settlement, street, house });
    const faults = 'fault' in place ? [place.fault] : [];
    const key = 'fault' in place ? '' : `${place.streetId} ${place.house}`;
    const before = told.get(key);
    if (before) faults.push(`тот же дом в строке ${before.row}`);
    // A company of a row that is not taken is not made for it.
    const company = faults.length === 0 ? findCompany(cell, fresh, known) : { faults: [] };
    if ('faults' in company) faults.push(...company.faults);
    if (!('fault' in place) && 'unit' in company) told.set(key, { ...place, unit: company.unit, row });
    else refused.push({ row, name: [street, house].filter(Boolean).join(', ') || 'без названия', faults });
  }
  return {
    wishes: [...told.values()].map(({ streetId, house, unit }) => ({ streetId, house, unit })),
    fresh,
    refused,
  };
}
