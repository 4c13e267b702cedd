import type { ReactNode } from 'react';
import type { DiscussionCard } from '../../../../shared/contract/participation/discussions.ts';
import { amendProject } from '../../../../shared/contract/participation/discussions-acts.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { CheckField } from '../../../ui/forms/choice-field.tsx';
import { rowOf } from '../../../ui/forms/fields.ts';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { LongTextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';

/** Each paragraph as it became: words that stay the same are no change, an excluded one is ticked. */
export function OutcomeDialog({ card, onClose }: { card: DiscussionCard; onClose: () => void }): ReactNode {
  const amend = useCommand(amendProject, { done: 'Записано, что стало с проектом', onDone: onClose });
  const form = useForm({
    start: {
      paragraphs: card.paragraphs.map(({ id, text, outcome }) => ({
        id,
        text: outcome || text,
        isOut: outcome === '',
      })),
    },
    commands: amend,
    send: ({ paragraphs }) =>
      amend.mutate({
        params: { id: card.id },
        body: {
          version: card.version,
          outcomes: paragraphs.map(({ id, text, isOut }) => ({
            paragraphId: id,
            text: isOut ? '' : text.trim(),
          })),
        },
      }),
  });
  return (
    <FormDialog form={form} title="Что стало с проектом" action="Записать" isWide onClose={onClose}>
      <p className="small">
        Исправьте пункты, которые изменились. С итогом каждый прочтёт, что было и что стало.
      </p>
      {form.values.paragraphs.map(({ id, isOut }, at) => {
        const row = rowOf(form, 'paragraphs', at);
        return (
          <fieldset key={id} className="field">
            <legend className="aloud">Пункт {at + 1}</legend>
            {!isOut && (
              <LongTextField form={row} name="text" label={`Пункт ${at + 1}`} rows={3} maxLength={5000} />
            )}
            <CheckField form={row} name="isOut">
              Пункт {at + 1} исключён
            </CheckField>
          </fieldset>
        );
      })}
    </FormDialog>
  );
}
