import type { ReactNode } from 'react';
import type { PollCard } from '../../../../shared/contract/participation/polls.ts';
import { settleTie } from '../../../../shared/contract/participation/polls-acts.ts';
import { formatRoubles } from '../../../../shared/text/numbers.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { IconButton } from '../../../ui/button.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { LongTextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { movedItem } from './writing/poll-values.ts';

/** As many voices and not enough money for all: a person puts the projects one after another, and says why. */
export function SettleDialog({ card, onClose }: { card: PollCard; onClose: () => void }): ReactNode {
  const tied = card.figures?.questions.find(({ budget }) =>
    budget?.projects.some(({ state }) => state === 'tied'),
  );
  const projects = (tied?.budget?.projects ?? []).filter(({ state }) => state === 'tied');
  const settle = useCommand(settleTie, { done: 'Записано: деньги распределены дальше', onDone: onClose });
  const form = useForm({
    start: { projects: projects.map(({ id }) => id), reason: '' },
    commands: settle,
    check: ({ reason }) => ({
      reason: reason.trim().length < 10 && 'Напишите, почему так: это прочтут все',
    }),
    send: (values) =>
      settle.mutate({
        params: { id: card.id },
        body: {
          version: card.version,
          questionId: tied?.id ?? '',
          projects: values.projects,
          reason: values.reason.trim(),
        },
      }),
  });
  const titleOf = (id: string): string => tied?.options.find((one) => one.id === id)?.title ?? id;
  const costOf = (id: string): number => projects.find((one) => one.id === id)?.cost ?? 0;
  return (
    <FormDialog form={form} title="Решить, кто за кем" action="Записать" onClose={onClose}>
      <p>
        Голосов поровну, а осталось {formatRoubles(tied?.budget?.left ?? 0)}: на всех не хватает. Поставьте
        проекты по порядку, деньги пойдут сверху вниз.
      </p>
      <ol className="polls-desk__order">
        {form.values.projects.map((id, at) => (
          <li key={id}>
            <span>
              {at + 1}. {titleOf(id)}, {formatRoubles(costOf(id))}
            </span>
            {at > 0 && (
              <IconButton
                icon="up"
                kind="quiet"
                label={`Выше: ${titleOf(id)}`}
                onClick={() => form.set({ projects: [...movedItem(form.values.projects, at, -1)] })}
              />
            )}
          </li>
        ))}
      </ol>
      <LongTextField
        form={form}
        name="reason"
        label="Почему так: это прочтут все"
        hint="Например: жребий при свидетелях, протокол № 3 от 12.12.2026"
        rows={2}
        maxLength={500}
      />
    </FormDialog>
  );
}
