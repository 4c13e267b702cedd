import { describe, expect, it } from 'vitest';
import { type FactSigns, learnFactBias, weighFact } from './fact-weights.ts';

const signs = (more: Partial<FactSigns>): FactSigns => ({
  block: 0.5,
  evidence: 0.3,
  meant: 0.2,
  learned: undefined,
  isGeneral: false,
  ...more,
});

describe('what speaks for a fact', () => {
  it.each([
    ['a likelier block', { block: 0.9 }, { block: 0.1 }],
    ['words of the taxonomy', { evidence: 0.8 }, { evidence: 0.3 }],
    ['any word at all', { evidence: 0.001 }, { evidence: 0 }],
    ['a kind that covers it', { meant: 0.5 }, { meant: 0.01 }],
    ['being no general fact', { isGeneral: false }, { isGeneral: true }],
    ['cases of the place', { learned: 0.8 }, { learned: 0.1 }],
  ])('%s', (_, more, less) => {
    expect(weighFact(signs(more))).toBeGreaterThan(weighFact(signs(less)));
  });
});

describe('leanings', () => {
  const text = (right: string) =>
    ['often', 'seldom', 'never'].map((factId) => ({ factId, weight: 0, isRight: factId === right }));

  it('tell what is oftener right than its signs say', () => {
    const texts = [
      ...Array.from({ length: 80 }, () => text('often')),
      ...Array.from({ length: 20 }, () => text('seldom')),
    ];
    const leanings = learnFactBias(texts);
    expect(leanings.often! - leanings.seldom!).toBeCloseTo(Math.log(4), 0);
    expect(leanings.never).toBeUndefined();
  });

  it('are none where every fact is as right as it is likely', () => {
    const texts = ['often', 'seldom'].flatMap((right) =>
      Array.from({ length: 50 }, () => text(right).filter(({ factId }) => factId !== 'never')),
    );
    for (const leaning of Object.values(learnFactBias(texts))) expect(leaning).toBeCloseTo(0, 1);
  });

  it('say nothing of texts whose label covers no fact weighed', () => {
    expect(learnFactBias([text('another')])).toEqual({});
  });
});
