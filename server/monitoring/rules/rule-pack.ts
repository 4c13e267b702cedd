import { z } from 'zod';
import { defineDatedPack } from '../../lib/dated-pack.ts';
import { ruleFilters } from './filters.ts';
import type { JudgingRule } from './judge-post.ts';
import { parseRule } from './language/parse-rule.ts';
import type { RuleNode } from './language/rule-node.ts';
import type { RuleLimit } from './limits.ts';

/** A rule in lines, as a person writes it. */
const query = z
  .union([z.string(), z.array(z.string()).min(1)])
  .transform((lines) => [lines].flat().join('\n'));

const rulesPack = defineDatedPack(
  'monitoring-rules',
  'monitoring/rules/otklik-2026.json',
  {
    adverts: query,
    limits: z.array(z.strictObject({ why: z.string().min(1), words: query })),
    /** Alternatives that several rules ask for, by the name a query has them by: `{trouble}`. */
    words: z.record(z.string().regex(/^[a-z]+$/), z.string()),
    rules: z
      .array(
        z.strictObject({
          id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
          title: z.string().min(1).max(200),
          /** Code of a block and ids of facts of packs/base/taxonomy: what the rule is about. */
          block: z.string(),
          facts: z.array(z.string()).min(1),
          importance: z.enum(['high', 'normal', 'low']),
          query,
          filters: ruleFilters.default(ruleFilters.parse({})),
        }),
      )
      .min(1),
  },
  'На этот день нет начальных правил мониторинга',
);

/** A rule of the starting set. */
export interface StartingRule extends JudgingRule {
  title: string;
  block: string;
  facts: readonly string[];
  importance: 'high' | 'normal' | 'low';
  query: string;
}

/** What the pack says on a local day. */
export interface StartingRules {
  version: string;
  rules: StartingRule[];
  /** What reads as advertising. */
  adverts: RuleNode;
  limits: RuleLimit[];
}

const understood = new WeakMap<object, StartingRules>();

/** The starting set in force on a local day `YYYY-MM-DD`. Throws where a rule of the pack cannot be understood. */
export function startingRulesOn(day: string): StartingRules {
  const pack = rulesPack.on(day);
  const known = understood.get(pack);
  if (known) return known;
  const { version, rules, adverts, limits, words } = pack;
  const read: StartingRules = {
    version,
    rules: rules.map((rule) => {
      const whole = rule.query.replaceAll(/\{([a-z]+)\}/gu, (named, name: string) => words[name] ?? named);
      return { ...rule, query: whole, node: parseRule(whole) };
    }),
    adverts: parseRule(adverts),
    limits: limits.map(({ why, words }) => ({ why, words: parseRule(words) })),
  };
  understood.set(pack, read);
  return read;
}
