import { type ReactNode, useState } from 'react';
import { Combobox } from '../../../ui/forms/combobox.tsx';
import { searchFacts, useTopics } from '../../base/case-kit/topics.ts';

/** A topic chosen by words; an emptied field means none. */
export function FactField(props: {
  label: string;
  value: string | null;
  onChange: (factId: string | null) => void;
  optional?: boolean;
  error?: string | undefined;
}): ReactNode {
  const { value, onChange } = props;
  const topics = useTopics();
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? topics?.fact(value)?.title ?? '';
  return (
    <Combobox
      label={props.label}
      optional={props.optional ?? false}
      error={props.error}
      text={text}
      onText={(next) => {
        setTyped(next);
        if (value) onChange(null);
      }}
      minLength={1}
      search={async (words) =>
        topics
          ? searchFacts(topics, words)
              .slice(0, 30)
              .map(({ id, title, block }) => ({ id, label: title, note: topics.block(block)?.title ?? '' }))
          : []
      }
      onPick={({ id, label }) => {
        setTyped(label);
        onChange(id);
      }}
      nothing="Такой темы нет"
    />
  );
}
