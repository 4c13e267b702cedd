import type { ReactNode } from 'react';
import type { RankedFact } from '../../../../shared/contract/messages/cases-card.ts';
import { formatPercent } from '../../../../shared/text/numbers.ts';
import { Icon } from '../../../ui/icons.tsx';
import { Kbd } from '../../../ui/kbd.tsx';
import type { Topics } from '../../base/case-kit/topics.ts';
import { factKeys, generalKey, generalOf } from './fact-offer.ts';

/** The ranked facts, each a key away; dashed while the program is not sure of it. */
export function FactChips(props: {
  facts: readonly RankedFact[];
  /** The fact Enter would take. */
  chosen: string | null;
  /** The block a digit has named: its general topic stands last. */
  within: string | undefined;
  topics: Topics | undefined;
  /** Whether the screen gives the facts keys; else they are pressed alone. */
  hasKeys: boolean;
  onFact: (block: string, factId: string) => void;
}): ReactNode {
  const { facts, chosen, within, topics, hasKeys, onFact } = props;
  return (
    // biome-ignore lint/a11y/useSemanticElements: keys of a keyboard, not fields of a form
    <div className="facts" role="group" aria-label="Факт">
      {facts.map((one, at) => (
        <FactChip
          key={one.factId}
          keys={hasKeys ? factKeys[at] : undefined}
          title={nameFact(topics, one, within)}
          fact={one}
          isDanger={topics?.fact(one.factId)?.stopper != null}
          isChosen={one.factId === chosen}
          onPress={() => onFact(one.block, one.factId)}
        />
      ))}
      {within !== undefined && (
        <FactChip
          keys={hasKeys ? generalKey : undefined}
          title="общая тема"
          isChosen={chosen === generalOf(within)}
          onPress={() => onFact(within, generalOf(within))}
        />
      )}
    </div>
  );
}

/** «яма» within a chosen block, «Дороги · яма» among all. */
function nameFact(topics: Topics | undefined, { block, factId }: RankedFact, within?: string): string {
  const fact = topics?.fact(factId)?.shortTitle ?? factId;
  return within === undefined ? `${topics?.block(block)?.shortTitle ?? block} · ${fact}` : fact;
}

function FactChip(props: {
  keys: string | undefined;
  title: string;
  fact?: RankedFact;
  isDanger?: boolean;
  isChosen: boolean;
  onPress: () => void;
}): ReactNode {
  const { keys, title, fact, isDanger = false, isChosen, onPress } = props;
  const share = fact && fact.confidence > 0 ? formatPercent(fact.confidence) : '';
  return (
    <button
      type="button"
      className={fact && !fact.isSure ? 'chip chip--unsure' : 'chip'}
      aria-pressed={isChosen}
      onClick={onPress}
    >
      {keys && <Kbd keys={keys} />}
      {isDanger && <Icon name="alert" size="small" label="опасность" />}
      <span>{title}</span>
      {share && <span className="facts__share">{share}</span>}
      {fact && !fact.isSure && <span className="aloud">, не уверен</span>}
    </button>
  );
}
