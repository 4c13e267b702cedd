/**
 * The tables of a ГАР export that are read, as its schemas (2.251) describe them: what is required, what each attribute may
 * be. A file of another shape is refused with the record and the attribute named.
 */

type Check = 'number' | 'guid' | 'date' | 'bit' | 'path' | { longest: number };
export interface GarTable {
  /** Beginning of the file's name, before its date. */
  file: string;
  root: string;
  element: string;
  required: Readonly<Record<string, Check>>;
  optional: Readonly<Record<string, Check>>;
}

const record = { ID: 'number', OBJECTID: 'number', CHANGEID: 'number' } as const;
const dates = { UPDATEDATE: 'date', STARTDATE: 'date', ENDDATE: 'date' } as const;
const states = { ISACTUAL: 'bit', ISACTIVE: 'bit' } as const;
const neighbours = { PREVID: 'number', NEXTID: 'number' } as const;
const short = { longest: 50 } as const;
const code = { longest: 4 } as const;

export const ADDRESS_OBJECTS: GarTable = {
  file: 'AS_ADDR_OBJ_',
  root: 'ADDRESSOBJECTS',
  element: 'OBJECT',
  required: {
    ...record,
    OBJECTGUID: 'guid',
    NAME: { longest: 250 },
    TYPENAME: short,
    LEVEL: { longest: 10 },
    OPERTYPEID: 'number',
    ...dates,
    ...states,
  },
  optional: neighbours,
};

export const HOUSES: GarTable = {
  file: 'AS_HOUSES_',
  root: 'HOUSES',
  element: 'HOUSE',
  required: { ...record, OBJECTGUID: 'guid', OPERTYPEID: 'number', ...dates, ...states },
  optional: {
    ...neighbours,
    HOUSENUM: short,
    ADDNUM1: short,
    ADDNUM2: short,
    HOUSETYPE: 'number',
    ADDTYPE1: 'number',
    ADDTYPE2: 'number',
  },
};

const hierarchy = { ...record, ...dates, ISACTIVE: 'bit', PATH: 'path' } as const;

export const ADM_HIERARCHY: GarTable = {
  file: 'AS_ADM_HIERARCHY_',
  root: 'ITEMS',
  element: 'ITEM',
  required: hierarchy,
  optional: {
    ...neighbours,
    PARENTOBJID: 'number',
    REGIONCODE: code,
    AREACODE: code,
    CITYCODE: code,
    PLACECODE: code,
    PLANCODE: code,
    STREETCODE: code,
  },
};

export const MUN_HIERARCHY: GarTable = {
  file: 'AS_MUN_HIERARCHY_',
  root: 'ITEMS',
  element: 'ITEM',
  required: hierarchy,
  optional: { ...neighbours, PARENTOBJID: 'number', OKTMO: { longest: 11 } },
};

const PATTERNS = {
  number: /^-?\d{1,19}$/,
  guid: /^[0-9a-f-]{36}$/i,
  date: /^\d{4}-\d{2}-\d{2}(?:Z|[+-]\d{2}:\d{2})?$/,
  bit: /^[01]$/,
  path: /^\d{1,19}(?:\.\d{1,19})*$/,
} as const;

const fits = (check: Check, value: string): boolean =>
  typeof check === 'string' ? PATTERNS[check].test(value) : value.length <= check.longest;

/** What is wrong with a record, in words; null where it is of the shape. An attribute the schema does not know is let be. */
export function findShapeFault(table: GarTable, row: Readonly<Record<string, string>>): string | null {
  for (const name in table.required) {
    const value = row[name];
    if (value === undefined) return `нет обязательного ${name}`;
    if (!fits(table.required[name]!, value)) return `${name}="${value.slice(0, 40)}" не того вида`;
  }
  for (const name in table.optional) {
    const value = row[name];
    if (value !== undefined && !fits(table.optional[name]!, value))
      return `${name}="${value.slice(0, 40)}" не того вида`;
  }
  return null;
}
