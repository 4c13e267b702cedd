import { isLookedAt, isWithin, type PostPlaces, type RuleFilters, type RulePost } from './filters.ts';
import type { RuleNode } from './language/rule-node.ts';
import { createRuleMatcher, type RuleMatch } from './matching/rule-matcher.ts';

/** A rule that is in force. */
export interface JudgingRule {
  id: string;
  node: RuleNode;
  filters: RuleFilters;
}

/** A rule that caught a post, with the words that did it: UTF-16 offsets in its text. */
export interface RuleHit {
  ruleId: string;
  words: RuleMatch['words'];
}

/** The rules that catch a post. */
export type PostJudge = (post: RulePost) => RuleHit[];

/**
 * Makes a judge of the rules in force; make another when one changes.
 * @param adverts what advertising reads like; null = nothing is.
 */
export function createPostJudge(rules: readonly JudgingRule[], adverts: RuleNode | null): PostJudge {
  const match = createRuleMatcher([...rules.map(({ node }) => node), ...(adverts ? [adverts] : [])]);
  return (post) => {
    const looking = rules.map(({ filters }) => isLookedAt(filters, post));
    if (!looking.includes(true)) return [];
    const matches = match(post.text);
    const isAdvert = matches.some(({ rule }) => rule === rules.length);
    const read: { places?: PostPlaces } = {};
    const readPlaces = () => {
      read.places ??= post.readPlaces();
      return read.places;
    };
    return matches.flatMap(({ rule, words }) => {
      const judging = rules[rule];
      if (!judging || !looking[rule]) return [];
      if (isAdvert && judging.filters.adverts === 'skip') return [];
      return isWithin(judging.filters, post, readPlaces) ? [{ ruleId: judging.id, words }] : [];
    });
  };
}
