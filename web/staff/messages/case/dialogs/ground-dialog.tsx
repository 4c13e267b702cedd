import type { ReactNode } from 'react';
import type { Ground } from '../../../../../shared/contract/messages/cases-moves.ts';
import type { Running } from '../../../../lib/commands/failure.ts';
import { SelectField } from '../../../../ui/forms/choice-field.tsx';
import { FormDialog } from '../../../../ui/forms/form-dialog.tsx';
import { LongTextField, TextField } from '../../../../ui/forms/text-field.tsx';
import { useForm } from '../../../../ui/forms/use-form.ts';
import { describeLegal, useGrounds } from '../use-grounds.ts';

export interface GroundedDecision {
  groundId: string;
  words: string;
  whose: string;
}

/**
 * A decision with a ground of the directory, its article shown, and the circumstances in words. `whose` asks for the name
 * of whose it is. Nothing typed is lost when the server refuses.
 */
export function GroundDialog(props: {
  title: string;
  kind: Ground['for'];
  regime: string;
  label: string;
  hint?: string;
  action: string;
  whose?: string;
  commands: Running;
  /** Fields before the ground; `lacks` says what is not filled in. */
  children?: ReactNode;
  lacks?: string | false;
  onSend: (decision: GroundedDecision) => void;
  onClose: () => void;
}): ReactNode {
  const { title, kind, regime, action, commands, lacks, onSend } = props;
  const grounds = useGrounds(kind, regime);
  const form = useForm({
    start: { groundId: '', whose: '', words: '' },
    commands,
    check: ({ groundId, whose, words }) => ({
      groundId: !grounds.some(({ id }) => id === groundId) && 'Выберите основание',
      whose: props.whose !== undefined && !whose.trim() && 'Назовите, чьё это дело',
      words: !words.trim() && 'Напишите, в чём дело',
    }),
    gap: () => lacks,
    send: ({ groundId, whose, words }) => onSend({ groundId, words: words.trim(), whose: whose.trim() }),
  });
  const chosen = grounds.find(({ id }) => id === form.values.groundId);
  return (
    <FormDialog form={form} title={title} onClose={props.onClose} action={action}>
      <div className="stack">
        {props.children}
        <SelectField
          form={form}
          name="groundId"
          label="Основание"
          none="выберите основание"
          choices={grounds.map((ground) => ({ value: ground.id, label: ground.title }))}
          hint={chosen ? describeLegal(chosen) : undefined}
        />
        {props.whose !== undefined && (
          <TextField form={form} name="whose" label={props.whose} maxLength={300} />
        )}
        <LongTextField form={form} name="words" label={props.label} hint={props.hint} maxLength={2000} />
        {chosen?.toResident && <p className="small">Житель прочтёт: «{chosen.toResident}»</p>}
      </div>
    </FormDialog>
  );
}
