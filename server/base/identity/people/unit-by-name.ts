import { foldCell } from '../../../lib/tables/reading/named-columns.ts';

interface NamedUnit {
  title: string;
  shortTitle: string;
  isActive: boolean;
}

/** The unit that words of a list name, by either title; a fault where they name several or one that is closed; null where none. */
export function findUnitByName<Unit extends NamedUnit>(
  units: readonly Unit[],
  words: string,
): { unit: Unit } | { fault: string } | null {
  const key = foldCell(words);
  const same = units.filter(({ title, shortTitle }) =>
    [title, shortTitle].some((one) => foldCell(one) === key),
  );
  const [unit, ...others] = same.filter(({ isActive }) => isActive);
  if (!unit) return same.length > 0 ? { fault: `подразделение «${words}» закрыто` } : null;
  return others.length > 0
    ? { fault: `подразделений «${words}» несколько: напишите полное название` }
    : { unit };
}
