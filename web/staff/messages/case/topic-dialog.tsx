import type { ReactNode } from 'react';
import type { Fact } from '../../../../shared/contract/base/taxonomy.ts';
import { suggestTopic } from '../../../../shared/contract/base/understanding.ts';
import { call } from '../../../lib/api.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { Picker } from '../../../ui/forms/picker.tsx';
import { searchFacts, type Topics } from '../../base/case-kit/topics.ts';

/** Facts offered at once. */
const offered = 40;

/** With fewer titles found, the suggester is asked what the words are about: it knows «бордюр» and «фонарь». */
const fewFound = 3;

async function guessFacts(
  topics: Topics,
  typed: string,
  block: string | undefined,
  signal: AbortSignal,
): Promise<Fact[]> {
  if (!typed.trim()) return [];
  const { facts } = await call(suggestTopic, { body: { text: typed } }, { signal });
  return facts
    .map(({ factId }) => topics.fact(factId))
    .filter((fact) => fact !== undefined)
    .filter((fact) => !block || fact.block === block);
}

/** The picker of a fact by words, within a block or among all. */
export function TopicDialog(props: {
  topics: Topics;
  /** Code of the block to choose in; all blocks without it. */
  block?: string | undefined;
  onPick: (fact: Fact) => void;
  onClose: () => void;
}): ReactNode {
  const { topics, block } = props;
  const title = topics.block(block)?.title;
  return (
    <Dialog isOpen title={title ? `Тема: ${title}` : 'Тема'} onClose={props.onClose}>
      <TopicField topics={topics} block={block} onPick={props.onPick} />
    </Dialog>
  );
}

/** The same picker as a field: «яма», «контейнер», «ЖКХ отопление». */
export function TopicField(props: {
  topics: Topics;
  block?: string | undefined;
  label?: string;
  onPick: (fact: Fact) => void;
}): ReactNode {
  const { topics, block, onPick } = props;
  const search = async (typed: string, signal: AbortSignal) => {
    const found = searchFacts(topics, typed, block).slice(0, offered);
    const facts =
      found.length < fewFound ? [...found, ...(await guessFacts(topics, typed, block, signal))] : found;
    return [...new Set(facts)].map((fact) => ({
      id: fact.id,
      label: fact.title,
      note: topics.block(fact.block)?.title ?? '',
      fact,
    }));
  };
  return (
    <Picker
      label={props.label ?? 'Что случилось'}
      hint="Начните слово: «яма», «отопление», «контейнер»"
      minLength={0}
      nothing="Такой темы нет. Попробуйте другое слово."
      search={search}
      onPick={(found) => found && onPick(found.fact)}
    />
  );
}
