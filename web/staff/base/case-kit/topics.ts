import { useMemo } from 'react';
import { type Block, type Fact, getTaxonomy } from '../../../../shared/contract/base/taxonomy.ts';
import { getCity } from '../../../../shared/contract/base/territory.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { useRoute } from '../../../lib/query.ts';

export interface Topics {
  blocks: readonly Block[];
  categories: RouteReply<typeof getTaxonomy>['categories'];
  facts: readonly Fact[];
  block: (code: string | null | undefined) => Block | undefined;
  fact: (id: string | null | undefined) => Fact | undefined;
  /** Blocks under a digit: one of 1–9, several under 0. */
  under: (digit: number) => readonly Block[];
  /** «Служба наружного освещения» of an executor kind. */
  kindTitle: (kind: string) => string;
}

/** The rubricator with its look-ups; undefined until it is read. It changes once a year, so it is read once a session. */
export function useTopics(): Topics | undefined {
  const { data } = useRoute(getTaxonomy, undefined, { staleTime: Number.POSITIVE_INFINITY });
  return useMemo(() => data && openTopics(data), [data]);
}

export function openTopics({
  blocks,
  categories,
  facts,
  executorKinds,
}: Pick<RouteReply<typeof getTaxonomy>, 'blocks' | 'categories' | 'facts' | 'executorKinds'>): Topics {
  const byCode = new Map(blocks.map((block) => [block.code, block]));
  const byId = new Map(facts.map((fact) => [fact.id, fact]));
  return {
    blocks,
    categories,
    facts,
    block: (code) => (code ? byCode.get(code) : undefined),
    fact: (id) => (id ? byId.get(id) : undefined),
    under: (digit) => blocks.filter((block) => block.digit === digit),
    kindTitle: (kind) => executorKinds[kind] ?? kind,
  };
}

/** Facts whose words begin with every word typed, best first: a match in the fact's own title before one in its block's. */
export function searchFacts(topics: Topics, typed: string, block?: string): Fact[] {
  const words = split(typed);
  const rank = (fact: Fact): number => {
    const own = split(`${fact.title} ${fact.shortTitle}`);
    const wide = [...own, ...split(topics.block(fact.block)?.title ?? '')];
    if (words.every((word) => own.some((one) => one.startsWith(word)))) return 0;
    return words.every((word) => wide.some((one) => one.startsWith(word))) ? 1 : 2;
  };
  return topics.facts
    .filter((fact) => !block || fact.block === block)
    .map((fact) => ({ fact, rank: rank(fact) }))
    .filter((one) => one.rank < 2)
    .sort((a, b) => a.rank - b.rank)
    .map(({ fact }) => fact);
}

const split = (text: string): string[] =>
  text
    .toLocaleLowerCase('ru')
    .replaceAll('ё', 'е')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/** Titles of districts by id, «Красногорский район»; '' while unknown. */
export function useDistrictTitles(): (id: string | null) => string {
  const { data } = useRoute(getCity, undefined, { staleTime: 600_000 });
  return useMemo(() => {
    const titles = new Map(data?.districts.map(({ id, title }) => [id, title]));
    return (id) => (id && titles.get(id)) || '';
  }, [data]);
}
