import { type ReactNode, useState } from 'react';
import { type NameCases, suggestNameCases } from '../../../../shared/contract/base/our-city.ts';
import { announce } from '../../../lib/announce.ts';
import { perform } from '../../../lib/commands/perform.ts';
import { Button } from '../../../ui/button.tsx';
import type { Fields } from '../../../ui/forms/fields.ts';
import { TextField } from '../../../ui/forms/text-field.tsx';

/** A name and its cases: the program offers them, a person has the last word. */
export function NameFields(props: { form: Fields<NameCases>; label: string; hint: string }): ReactNode {
  const { form, label, hint } = props;
  const [isAsked, setAsked] = useState(false);
  const name = form.values.nominative.trim();
  const suggest = async (): Promise<void> => {
    setAsked(true);
    const cases = await perform(suggestNameCases, { query: { nominative: name } });
    setAsked(false);
    if (!cases) return;
    form.set({ genitive: cases.genitive, prepositional: cases.prepositional });
    announce('Падежи предложены, проверьте их');
  };
  return (
    <div className="our-city__name">
      <TextField form={form} name="nominative" label={label} hint={hint} maxLength={200} />
      <div className="our-city__pair">
        <TextField
          form={form}
          name="genitive"
          label={`${label}: чего?`}
          hint="Администрация…"
          maxLength={200}
        />
        <TextField
          form={form}
          name="prepositional"
          label={`${label}: в чём?`}
          hint="Приём в…"
          maxLength={200}
        />
      </div>
      <span>
        <Button
          busy={isAsked}
          disabledReason={name === '' && 'Сначала впишите название'}
          onClick={() => void suggest()}
        >
          Предложить падежи<span className="aloud">: {label}</span>
        </Button>
      </span>
    </div>
  );
}
