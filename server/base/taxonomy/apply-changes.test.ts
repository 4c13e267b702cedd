import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import type { TaxonomyChange } from '../../../shared/contract/base/taxonomy-edit.ts';
import { applyChanges } from './apply-changes.ts';
import { loadTaxonomies } from './pack.ts';

const base = loadTaxonomies(resolve(import.meta.dirname, '../../../packs/base/taxonomy')).at(-1)!;
const day = '2027-01-11';
const pothole = 'roads.pavement.pothole';
const apply = (...changes: Parameters<typeof applyChanges>[1]) => applyChanges(base, changes, day);

test('a new fact takes term and executor of its neighbours, stands before «Другое», the base stays as it was', () => {
  const facts = base.facts.length;
  const { taxonomy, lines } = apply({
    kind: 'add-fact',
    category: 'roads.pavement',
    fact: { title: 'Лежачий полицейский разрушен', keywords: 'лежач* полицейск*:2' },
  });
  const at = taxonomy.facts.findIndex(({ title }) => title === 'Лежачий полицейский разрушен');
  const like = base.facts.find(({ id }) => id === pothole)!;
  expect(taxonomy.facts[at]).toMatchObject({
    block: 'roads',
    deadlineRule: like.deadlineRule,
    executorKind: like.executorKind,
  });
  expect(at).toBeLessThan(taxonomy.facts.findIndex(({ id }) => id === 'roads.general.other'));
  expect(lines).toEqual(['Новая тема «Лежачий полицейский разрушен»']);
  expect(base.facts).toHaveLength(facts);
  expect(taxonomy.hash).not.toBe(base.hash);
});

test('renaming, moving and retiring are told, the facts touched are named', () => {
  const { taxonomy, lines, touched } = apply(
    { kind: 'change-fact', id: pothole, fact: { title: 'Яма', category: 'improvement.general' } },
    { kind: 'retire-fact', id: 'roads.pavement.gravel' },
  );
  expect(taxonomy.facts.find(({ id }) => id === pothole)).toMatchObject({
    title: 'Яма',
    block: 'improvement',
  });
  expect(taxonomy.facts.some(({ id }) => id === 'roads.pavement.gravel')).toBe(false);
  expect(lines[0]).toBe('Тема «Яма на дороге»: название, категория');
  expect(touched).toEqual([pothole, 'roads.pavement.gravel']);
});

test.each<[TaxonomyChange, string]>([
  [{ kind: 'retire-fact', id: 'roads.general.other' }, 'Другое'],
  [{ kind: 'retire-category', id: 'roads.pavement' }, 'есть темы'],
  [{ kind: 'change-fact', id: pothole, fact: { keywords: 'я*' } }, 'короче трёх букв'],
  [{ kind: 'change-fact', id: pothole, fact: { executorKind: 'nobody' } }, 'нет вида исполнителя'],
  [{ kind: 'change-fact', id: pothole, fact: {} }, 'ничего не изменено'],
  [{ kind: 'retire-fact', id: 'no.such.fact' }, 'нет'],
  [
    {
      kind: 'change-fact',
      id: pothole,
      fact: {
        questions: [{ id: 'q', title: 'Размер', type: 'choice', isRequired: true, options: ['один'] }],
      },
    },
    'два ответа',
  ],
])('%j is refused', (change, words) => {
  expect(() => apply(change)).toThrow(words);
});
