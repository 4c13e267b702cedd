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
  const folded = headers.map((header) => ({ header, name: foldCell(header) }));
  const found = new Map<string, string>();
  const lacking: string[] = [];
  for (const [field, { title, also = [], isNeeded = false }] of Object.entries<NamedColumn>(columns)) {
    const names = [title, ...also].map(foldCell);
    const header = folded.find(({ name }) => names.includes(name))?.header;
    if (header !== undefined) found.set(field, header);
    else if (isNeeded) lacking.push(title);
  }
  const quote = (titles: readonly string[]): string => titles.map((title) => `«${title}»`).join(', ');
  if (lacking.length > 0) {
    const all = Object.values<NamedColumn>(columns).map(({ title }) => title);
    throw new AppError('imports.bad-file', `В таблице нет столбцов: ${quote(lacking)}. Нужны ${quote(all)}.`);
  }
  return (values) => (field) => unguardCell(values[found.get(field) ?? ''] ?? '').trim();
}
