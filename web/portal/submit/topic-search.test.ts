import { describe, expect, it } from 'vitest';
import { nameTopic, searchTopics, type Taxonomy } from './topic-search.ts';

const fact = (id: string, block: string, category: string, title: string) => ({
  id,
  block,
  category,
  title,
  shortTitle: title.toLocaleLowerCase('ru'),
  executorKind: '',
  deadlineRule: '',
  importance: 'normal' as const,
  requiredFields: [],
  questions: [],
  stopper: null,
  isPersonal: false,
  officialCode: null,
});

const taxonomy: Taxonomy = {
  version: '1',
  validFrom: '2026-01-01',
  blocks: [
    { code: 'roads', digit: 2, title: 'Дороги', shortTitle: 'Дороги', decree: true },
    { code: 'housing', digit: 1, title: 'Жилищно-коммунальное хозяйство', shortTitle: 'ЖКХ', decree: true },
  ],
  categories: [{ id: 'roads.pavement', block: 'roads', title: 'Дорожное покрытие' }],
  facts: [
    fact('roads.pavement.pothole', 'roads', 'roads.pavement', 'Яма на дороге'),
    fact('roads.pavement.hatch', 'roads', 'roads.pavement', 'Открытый люк'),
    fact('housing.water.hot', 'housing', 'housing.water', 'ГВС не соответствует норме'),
  ],
  executorKinds: {},
};

const find = (text: string) => searchTopics(taxonomy, text).map(({ id }) => id);

describe('search over topics', () => {
  it('forgives endings, case and ё', () => {
    expect(find('ямы')).toEqual(['roads.pavement.pothole']);
    expect(find('ОТКРЫТОГО люк')).toEqual(['roads.pavement.hatch']);
  });

  it('finds by category and block, own titles first', () => {
    expect(find('дорог')).toEqual(['roads.pavement.pothole', 'roads.pavement.hatch']);
    expect(find('дорожн люк')).toEqual(['roads.pavement.hatch']);
  });

  it('finds nothing for nothing', () => {
    expect(find('  ')).toEqual([]);
    expect(find('самолёт')).toEqual([]);
  });

  it('names a topic with its block, keeping abbreviations', () => {
    expect(nameTopic(taxonomy, taxonomy.facts[0]!)).toBe('Дороги: яма на дороге');
    expect(nameTopic(taxonomy, taxonomy.facts[2]!)).toBe('ЖКХ: ГВС не соответствует норме');
  });
});
