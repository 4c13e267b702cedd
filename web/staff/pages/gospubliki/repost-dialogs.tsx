import type { ReactNode } from 'react';
import type { Asker } from '../../../../shared/contract/pages/gospubliki.ts';
import {
  answerRepost,
  askRepost,
  type Repost,
} from '../../../../shared/contract/pages/gospubliki-cabinet.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { SegmentedField, SelectField } from '../../../ui/forms/choice-field.tsx';
import { DateField } from '../../../ui/forms/date-field.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { LongTextField, TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';

const isPostAddress = (url: string): boolean => /^https:\/\/[^\s/]+\.[^\s/]+\/\S+$/u.test(url.trim());
const addressWords = 'Адрес записи целиком, например https://vk.com/wall-1_2';

export function AskRepostDialog(props: {
  askers: readonly Asker[];
  today: string;
  onClose: () => void;
}): ReactNode {
  const { askers, today, onClose } = props;
  const ask = useCommand(askRepost, { done: 'Просьба записана', onDone: onClose });
  const form = useForm({
    start: { askedOf: '', url: '', what: '', why: '', askedOn: today, number: '' },
    commands: ask,
    check: ({ askedOf, url, what, why, askedOn }) => ({
      askedOf: !askedOf && 'Выберите, кого просим',
      url: !isPostAddress(url) && addressWords,
      what: what.trim().length < 3 && 'Напишите, о чём публикация',
      why: why.trim().length < 3 && 'Напишите, зачем её повторять',
      askedOn: !askedOn && 'Когда попросили?',
    }),
    send: ({ url, what, why, number, ...rest }) =>
      ask.mutate({
        body: { ...rest, url: url.trim(), what: what.trim(), why: why.trim(), number: number.trim() },
      }),
  });
  return (
    <FormDialog form={form} title="Попросить о повторе" action="Записать" onClose={onClose}>
      <SelectField
        form={form}
        name="askedOf"
        label="Кого просим"
        none="выберите"
        choices={askers.map(({ id, title }) => ({ value: id, label: title }))}
      />
      <TextField form={form} name="url" label="Адрес нашей записи" inputMode="url" placeholder="https://" />
      <TextField form={form} name="what" label="О чём она" maxLength={300} />
      <LongTextField form={form} name="why" label="Зачем повторять" rows={2} maxLength={500} />
      <div className="gospubliki__pair">
        <DateField form={form} name="askedOn" label="Когда попросили" />
        <TextField form={form} name="number" label="Номер письма" maxLength={60} optional />
      </div>
    </FormDialog>
  );
}

const ends = [
  { value: 'taken', label: 'Повторили' },
  { value: 'refused', label: 'Отказали' },
  { value: 'silent', label: 'Ответа нет' },
] as const;

export function AnswerRepostDialog(props: { repost: Repost; today: string; onClose: () => void }): ReactNode {
  const { repost, today, onClose } = props;
  const answer = useCommand(answerRepost, { done: 'Записано', onDone: onClose });
  const form = useForm({
    start: { state: 'taken' as (typeof ends)[number]['value'], on: today, takenUrl: '', ground: '' },
    commands: answer,
    check: ({ state, on, takenUrl, ground }) => ({
      on: !on && 'Какого дня?',
      takenUrl: state === 'taken' && !isPostAddress(takenUrl) && addressWords,
      ground: state === 'refused' && !ground.trim() && 'Напишите, почему отказали',
    }),
    send: ({ state, on, takenUrl, ground }) =>
      answer.mutate({
        params: { id: repost.id },
        body: {
          version: repost.version,
          state,
          on,
          takenUrl: state === 'taken' ? takenUrl.trim() : '',
          ground: state === 'refused' ? ground.trim() : '',
        },
      }),
  });
  return (
    <FormDialog form={form} title="Чем кончилась просьба" action="Записать" onClose={onClose}>
      <p>{repost.what}</p>
      <SegmentedField form={form} name="state" legend="Итог" choices={[...ends]} />
      <DateField
        form={form}
        name="on"
        label="Какого дня"
        hint={form.values.state === 'silent' ? `Ответа ждут до ${formatDay(repost.dueOn)}` : undefined}
      />
      {form.values.state === 'taken' && (
        <TextField form={form} name="takenUrl" label="Где повторили" inputMode="url" placeholder="https://" />
      )}
      {form.values.state === 'refused' && (
        <LongTextField form={form} name="ground" label="Почему отказали" rows={2} maxLength={500} />
      )}
    </FormDialog>
  );
}
