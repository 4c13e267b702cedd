import { AppError } from '../../errors.ts';
import { unguardCell } from '../formula-guard.ts';

/** A column of a list by the names people give it. */
export interface NamedColumn {
  /** How the sample calls it. */
  title: string;
  also?: readonly string[];
  /** A table without it is refused. */
  isNeeded?: boolean;
}

export const foldCell = (text: string): string =>
  text.trim().toLocaleLowerCase('ru').replaceAll(/\s+/gu, ' ');

/**
 * Finds the columns of a list among its headers, whatever their order; gives what reads a row. Throws `imports.bad-file` where one
 * that is needed is not there, naming all of them.
 */
export function nameColumns<Field extends string>(
  headers: readonly string[],
  columns: Readonly<Record<Field, NamedColumn>>,
): (values: Readonly<Record<string, string>>) => (field: Field) => string {
  const of = (field: Field): string | undefined => {
    const { title, also = [] } = columns[field];
    const names = [title, ...also].map(foldCell);
    return headers.find((header) => names.includes(foldCell(header)));
  };
  const all: readonly NamedColumn[] = Object.values(columns);
  const quote = (some: readonly NamedColumn[]) => some.map(({ title }) => `«${title}»`).join(', ');
  const isThere = ({ title, also = [] }: NamedColumn) => {
    const names = [title, ...also].map(foldCell);
    return headers.some((header) => names.includes(foldCell(header)));
  };
  const lacking = all.filter((column) => column.isNeeded && !isThere(column));
  if (lacking.length > 0)
    throw new AppError('imports.bad-file', `В таблице нет столбцов: ${quote(lacking)}. Нужны ${quote(all)}.`);
  return (values) => (field) => unguardCell(values[of(field) ?? ''] ?? '').trim();
}
