import { join, resolve } from 'node:path';
import { loadTaxonomies } from '../../server/base/taxonomy/pack.ts';
import type { Crew } from '../../server/demo/world/world.ts';

const id = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** Staff for plans of a demo city without a database: a unit with an executor for every kind of the taxonomy. */
export function makeCrew(): Crew {
  const packs = resolve(import.meta.dirname, '../../packs');
  const taxonomy = loadTaxonomies(join(packs, 'base/taxonomy')).at(-1)!;
  return {
    operator: { id: id(1), name: 'Оператор' },
    reviewer: { id: id(2), name: 'Согласующий' },
    approver: { id: id(3), name: 'Утверждающий' },
    bodies: ['housing-inspection', 'roads-directorate', 'police', 'health-ministry'].map((pack, index) => ({
      id: id(900 + index),
      pack,
      title: `Орган ${index}`,
    })),
    units: Object.entries(taxonomy.executorKinds).map(([kind, title], index) => ({
      id: id(100 + index),
      kind,
      title,
      executor: { id: id(500 + index), name: `Исполнитель ${index}` },
    })),
  };
}
