import type { ReactNode } from 'react';
import type { RatingReason } from '../../../shared/contract/messages/cases-portal.ts';
import { Checkbox } from '../../ui/forms/choice.tsx';

/** Which reasons go with a word and a mark: an unsolved problem and a low mark have their own. */
export const reasonsFor = (
  reasons: readonly RatingReason[],
  { resolved, score }: { resolved: string; score: string },
): RatingReason[] => {
  if (!resolved && !score) return [];
  const isBad = score ? Number(score) <= 3 : resolved !== 'yes';
  return reasons.filter((reason) => reason.for === (isBad || resolved === 'no' ? 'bad' : 'good'));
};

/** «Почему?»: several or none. */
export function RatingReasons(props: {
  reasons: readonly RatingReason[];
  marked: readonly string[];
  onChange: (marked: string[]) => void;
}): ReactNode {
  const { reasons, marked, onChange } = props;
  if (reasons.length === 0) return null;
  return (
    <fieldset className="field message__reasons">
      <legend>
        Почему? <span className="field__optional">(необязательно, можно несколько)</span>
      </legend>
      {reasons.map(({ id, title }) => (
        <Checkbox
          key={id}
          checked={marked.includes(id)}
          onChange={(isOn) => onChange(isOn ? [...marked, id] : marked.filter((one) => one !== id))}
        >
          {title}
        </Checkbox>
      ))}
    </fieldset>
  );
}
