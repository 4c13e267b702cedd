import { createDuplicateIndex } from './duplicate-index.ts';
import type { IndexedMessage } from './duplicate-table.ts';
import type { PairRule } from './pair-rules.ts';

/** How well proposed pairs agree with those known to be one happening. */
export interface PairFigures {
  precision: number;
  recall: number;
  proposed: number;
  true: number;
  byRule: Partial<Record<PairRule, { proposed: number; right: number }>>;
}

/** Adds the messages in their order; each is looked for before it is added, as it is at intake. */
export function measurePairs(messages: readonly (IndexedMessage & { happening: number })[]): PairFigures {
  const index = createDuplicateIndex({ capacity: messages.length + 1 });
  const happenings = new Map(messages.map(({ id, happening }) => [id, happening]));
  const sizes = new Map<number, number>();
  const byRule: PairFigures['byRule'] = {};
  const figures = { proposed: 0, right: 0, true: 0 };
  for (const message of messages) {
    for (const pair of index.find(message, 50)) {
      const isRight = happenings.get(pair.id) === message.happening;
      const rule = byRule[pair.rule] ?? { proposed: 0, right: 0 };
      byRule[pair.rule] = rule;
      rule.proposed += 1;
      figures.proposed += 1;
      if (isRight) {
        rule.right += 1;
        figures.right += 1;
      }
    }
    const before = sizes.get(message.happening) ?? 0;
    figures.true += before;
    sizes.set(message.happening, before + 1);
    index.add(message);
  }
  return {
    precision: figures.right / Math.max(1, figures.proposed),
    recall: figures.right / Math.max(1, figures.true),
    proposed: figures.proposed,
    true: figures.true,
    byRule,
  };
}
