import { searchObjects } from '../../../../shared/contract/heatmap/objects.ts';
import { call } from '../../../lib/api.ts';
import type { Finder } from '../../base/parts/finders.ts';
import { kindWords, objectHref } from '../../base/parts/object-words.ts';

/** Passports in Ctrl+K, by the words of an address. */
export const objectFinder = (go: (path: string) => void): Finder => ({
  title: 'Паспорта объектов',
  find: async (text, signal) => {
    if (text.trim().length < 3) return [];
    const { objects } = await call(searchObjects, { query: { q: text, limit: 4 } }, { signal });
    return objects.map(({ key, kind, label }) => ({
      id: key,
      label: `Паспорт: ${label}`,
      note: kindWords[kind].toLocaleLowerCase('ru'),
      run: () => go(objectHref(key)),
    }));
  },
});
