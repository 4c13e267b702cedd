import type { ReactNode } from 'react';
import {
  type CommentRule,
  retireCommentRule,
  saveCommentRule,
} from '../../../../shared/contract/monitoring/moderation-rules.ts';
import { localDay } from '../../../../shared/text/dates.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useZone } from '../../../lib/session.ts';
import { CheckField } from '../../../ui/forms/choice-field.tsx';
import { DateField } from '../../../ui/forms/date-field.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { LongTextField, TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';

/** A new rule, or the next version of one: the former stays with what was hidden by it. */
export function RuleDialog({ rule, onClose }: { rule: CommentRule | null; onClose: () => void }): ReactNode {
  const latest = rule?.versions[0];
  const save = useCommand(saveCommentRule, {
    done: rule ? 'Новая редакция записана' : 'Правило записано',
    onDone: onClose,
  });
  const form = useForm({
    start: {
      title: latest?.title ?? '',
      text: latest?.text ?? '',
      needsSecond: latest?.needsSecond ?? false,
      validFrom: localDay(Date.now(), useZone()),
      ground: '',
    },
    commands: save,
    check: ({ title, text, validFrom, ground }) => ({
      title: title.trim().length < 3 && 'Назовите правило',
      text: text.trim().length < 20 && 'Напишите, чего правило не разрешает: это прочтут все',
      validFrom: !validFrom && 'Назовите день',
      ground: ground.trim().length < 3 && 'Напишите, каким актом утверждено',
    }),
    send: (values) =>
      save.mutate({ body: { ...values, number: rule?.number ?? null, version: latest?.version ?? 0 } }),
  });
  return (
    <FormDialog
      form={form}
      title={rule ? `Новая редакция правила ${rule.number}` : 'Новое правило'}
      action="Записать"
      isWide
      onClose={onClose}
    >
      <p className="muted">
        Правило действует с названного дня и не раньше, чем его опубликовали: что написано прежде, по нему не
        убирают. Критики правило касаться не может.
      </p>
      <TextField form={form} name="title" label="Название" maxLength={100} />
      <LongTextField
        form={form}
        name="text"
        label="Текст правила"
        hint="Эти слова увидят все, и автор — в уведомлении"
        rows={4}
        maxLength={600}
      />
      <CheckField
        form={form}
        name="needsSecond"
        hint="Комментарий убирают, только если согласен другой человек"
      >
        Со вторым взглядом
      </CheckField>
      <DateField form={form} name="validFrom" label="Действует с" />
      <TextField form={form} name="ground" label="Каким актом утверждено" maxLength={300} />
    </FormDialog>
  );
}

/** From a day on nothing is hidden by it. */
export function RetireDialog({ rule, onClose }: { rule: CommentRule; onClose: () => void }): ReactNode {
  const [latest] = rule.versions;
  const retire = useCommand(retireCommentRule, { done: 'Правило отменено', onDone: onClose });
  const form = useForm({
    start: { validFrom: localDay(Date.now(), useZone()), ground: '' },
    commands: retire,
    check: ({ validFrom, ground }) => ({
      validFrom: !validFrom && 'Назовите день',
      ground: ground.trim().length < 3 && 'Напишите, каким актом отменено',
    }),
    send: (values) =>
      retire.mutate({ params: { number: rule.number }, body: { ...values, version: latest?.version ?? 0 } }),
  });
  return (
    <FormDialog
      form={form}
      title={`Отменить правило ${rule.number}?`}
      action="Отменить правило"
      onClose={onClose}
    >
      <p>
        «{latest?.title}». С названного дня по нему ничего не убирают; что убрано раньше, остаётся убранным.
      </p>
      <DateField form={form} name="validFrom" label="С какого дня" />
      <TextField form={form} name="ground" label="Каким актом отменено" maxLength={300} />
    </FormDialog>
  );
}
