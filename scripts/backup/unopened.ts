import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { counted } from '../../shared/text/plural.ts';

function filesIn(path: string): string[] {
  try {
    return readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.age'))
      .map(({ name }) => name);
  } catch {
    return [];
  }
}

function namesIn(path: string): string[] {
  try {
    return readdirSync(path).filter((name) => !name.startsWith('.'));
  } catch {
    return [];
  }
}

/** What of a place (place.ts) stays shut without its keys: names of folders and numbers are all that can be told then. */
export function describeUnopened(place: string): string {
  const bases = namesIn(join(place, 'base')).sort();
  const number = (folder: string): number => filesIn(join(place, folder)).length;
  const shown = bases.slice(-3).join(', ');
  const more = bases.length > 3 ? ` и ещё ${bases.length - 3}` : '';
  const lines = [
    bases.length > 0 && `${counted(bases.length, 'копия', 'копии', 'копий')} базы (${shown}${more})`,
    counted(number('wal'), 'кусок журнала изменений', 'куска журнала изменений', 'кусков журнала изменений'),
    counted(number('objects'), 'содержание', 'содержания', 'содержаний').concat(' файлов и ключей'),
    `${counted(number('changes'), 'запись', 'записи', 'записей')} о том, какие файлы приходили`,
  ];
  return lines.filter(Boolean).join('; ');
}
