import type { ReactNode } from 'react';
import { type NameOf, useField } from '../../../ui/forms/fields.ts';
import { Picker } from '../../../ui/forms/picker.tsx';
import type { Bound } from '../../../ui/forms/text-field.tsx';
import { searchFacts, useTopics } from '../../base/case-kit/topics.ts';

/** A topic chosen by words; an emptied field means none. */
export function FactField<T extends object, K extends NameOf<T, string | null>>(
  props: Bound<T, K>,
): ReactNode {
  const { form, name, error, ...rest } = props;
  const field = useField(form, name);
  const topics = useTopics();
  return (
    <Picker
      key={topics ? 'known' : 'loading'}
      id={field.id}
      {...rest}
      isHeld
      error={error || field.error}
      initial={topics?.fact(field.value as string | null)?.title}
      minLength={1}
      search={async (words) =>
        topics
          ? searchFacts(topics, words)
              .slice(0, 30)
              .map(({ id, title, block }) => ({ id, label: title, note: topics.block(block)?.title ?? '' }))
          : []
      }
      onPick={(fact) => field.set((fact?.id ?? null) as T[K])}
      nothing="Такой темы нет"
    />
  );
}
