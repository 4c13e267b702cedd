import { type ReactNode, useState } from 'react';
import { type BreachCard, tickBreachStep } from '../../../../shared/contract/base/breaches.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useFormats } from '../../../lib/format.ts';
import { Button } from '../../../ui/button.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { LongTextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { Mark } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Section } from '../../../ui/section.tsx';

type Step = BreachCard['steps'][number];

/** The playbook: what to do, where, and who has done it when. */
export function StepsPart({ card }: { card: BreachCard }): ReactNode {
  const [ticked, setTicked] = useState<Step | null>(null);
  const mayTick = card.can.includes('tick');
  const done = card.steps.filter(({ mark }) => mark).length;
  return (
    <Section title={`Что делать: сделано ${done} из ${card.steps.length}`} isSmall className="desk__sheet">
      <ol className="breaches__steps">
        {card.steps.map((step) => (
          <li key={step.id}>
            <b>{step.title}</b>
            <span className="muted">{step.words}</span>
            <StepFoot step={step} mayTick={mayTick} onTick={() => setTicked(step)} />
          </li>
        ))}
      </ol>
      {ticked && <TickDialog id={card.id} step={ticked} onClose={() => setTicked(null)} />}
    </Section>
  );
}

function StepFoot(props: { step: Step; mayTick: boolean; onTick: () => void }): ReactNode {
  const { step, mayTick, onTick } = props;
  const { mark, link } = step;
  const formats = useFormats();
  return (
    <div className="cluster">
      {mark && (
        <Mark tone="ok">
          сделано {formats.short(mark.at)}, {mark.by}
          {mark.note && `: ${mark.note}`}
        </Mark>
      )}
      {link && <PageLink to={link.path}>{link.title}</PageLink>}
      {mayTick && (
        <Button
          kind="quiet"
          aria-label={`${mark ? 'Снять отметку' : 'Сделано'}: ${step.title}`}
          onClick={onTick}
        >
          {mark ? 'Снять отметку' : 'Сделано'}
        </Button>
      )}
    </div>
  );
}

function TickDialog({ id, step, onClose }: { id: string; step: Step; onClose: () => void }): ReactNode {
  const isDone = step.mark === null;
  const tick = useCommand(tickBreachStep, {
    done: isDone ? 'Шаг отмечен' : 'Отметка снята',
    onDone: onClose,
  });
  const form = useForm({
    start: { note: '' },
    commands: tick,
    send: ({ note }) => tick.mutate({ params: { id }, body: { stepId: step.id, isDone, note } }),
  });
  return (
    <FormDialog
      form={form}
      title={isDone ? 'Шаг сделан' : 'Снять отметку'}
      action={isDone ? 'Отметить' : 'Снять'}
      onClose={onClose}
    >
      <p>{step.title}</p>
      <LongTextField
        form={form}
        name="note"
        label={isDone ? 'Что именно сделали' : 'Почему не сделано'}
        rows={2}
        maxLength={500}
        optional
      />
    </FormDialog>
  );
}
