import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createPipeline } from '../teaching/pipeline.ts';
import { shippedModel } from '../teaching/versions.ts';
import { shippedTaxonomy } from '../topics/evidence.ts';
import { readModel } from '../topics/model-file.ts';
import { findByOwnWords } from './own-words.ts';

const say = (scores: Record<string, number>) => ({
  facts: Object.entries(scores).map(([factId, score]) => ({
    factId,
    block: 'roads',
    score,
    words: () => [],
  })),
  blocks: new Map<string, number>(),
});
const isMeasured = (factId: string) => factId === 'measured';

test.each([
  [{}, null],
  [{ own: 5 }, 'own'],
  [{ own: 2 }, 'own'],
  [{ own: 1.9 }, null],
  [{ measured: 1, own: 3 }, 'own'],
  [{ measured: 1.1, own: 3 }, null],
  [{ other: 5, own: 5 }, null],
  [{ measured: 9, own: 1 }, null],
])('of %j it is %s', (scores, factId) => {
  expect(findByOwnWords(say(scores), isMeasured)).toBe(factId);
});

test('a topic added by an administrator is known by its words, though its chance is small', () => {
  const taxonomy = shippedTaxonomy();
  const sidewalk = taxonomy.facts.find(({ id }) => id === 'roads.sidewalks.repair')!;
  const keywords = 'самокат*:5, брошен* самокат*:6';
  const added = { ...sidewalk, id: 'roads.sidewalks.scooter', keywords, negative: '' };
  const model = readModel(readFileSync(shippedModel));
  const { byOwnWords } = createPipeline(model, { ...taxonomy, facts: [...taxonomy.facts, added] });
  expect(byOwnWords('Брошен самокат посреди тротуара, не пройти с коляской')).toBe(added.id);
  expect(byOwnWords('Яма на дороге, упал с самоката')).toBeNull();
  expect(byOwnWords('Яма на ул. Школьной')).toBeNull();
});
