import type { ReactNode } from 'react';
import type {
  PublicationCard,
  PublicationVariant,
} from '../../../../../shared/contract/pages/publications.ts';
import * as onPages from '../../../../../shared/contract/pages/publications-variants.ts';
import { momentAt } from '../../../../../shared/text/dates.ts';
import { type Command, useCommand } from '../../../../lib/commands/use-command.ts';
import { useZone } from '../../../../lib/session.ts';
import { DateField } from '../../../../ui/forms/date-field.tsx';
import type { Fields } from '../../../../ui/forms/fields.ts';
import { FormDialog } from '../../../../ui/forms/form-dialog.tsx';
import { LongTextField, TextField } from '../../../../ui/forms/text-field.tsx';
import { useForm } from '../../../../ui/forms/use-form.ts';
import { ReasonDialog } from '../../../base/case-kit/reason-dialog.tsx';
import { readClock } from '../writing/piece-values.ts';
import { type LocalMoment, localMoment } from '../writing/windows.ts';
import { useDoneAct } from './use-piece-acts.ts';

interface Props {
  card: PublicationCard;
  variant: PublicationVariant;
  onClose: () => void;
}

const placeOf = ({ body, networkTitle }: PublicationVariant): string => `${body}, ${networkTitle}`;

const checkMoment = ({ day, time }: LocalMoment) => ({
  day: !day && 'Выберите день',
  time: readClock(time) === null && 'Время в виде 10:00',
});

const toInstant = ({ day, time }: LocalMoment, zone: string): string =>
  momentAt(day, readClock(time) ?? '00:00', zone).toISOString();

function MomentFields({ form }: { form: Fields<LocalMoment> }): ReactNode {
  return (
    <div className="composer-desk__pair">
      <DateField form={form} name="day" label="День" />
      <TextField
        form={form}
        name="time"
        label="Время"
        inputMode="numeric"
        placeholder="ЧЧ:ММ"
        maxLength={5}
      />
    </div>
  );
}

/** The twin of dragging. */
export function MoveDialog(props: Props): ReactNode {
  const done = useDoneAct(props.onClose);
  const command = useCommand(onPages.moveVariant, { done: 'Перенесено', onDone: done });
  return <WhenDialog {...props} command={command} title="Перенести" action="Перенести" />;
}

/** What was stopped, comes out after all. */
export function ResumeDialog(props: Props): ReactNode {
  const done = useDoneAct(props.onClose);
  const command = useCommand(onPages.resumeVariant, { done: 'Запланировано снова', onDone: done });
  return <WhenDialog {...props} command={command} title="Выпустить всё-таки" action="Запланировать" />;
}

type MomentCommand = Command<typeof onPages.moveVariant> | Command<typeof onPages.resumeVariant>;

function WhenDialog(props: Props & { command: MomentCommand; title: string; action: string }): ReactNode {
  const { card, variant, command, title, action, onClose } = props;
  const zone = useZone();
  const form = useForm<LocalMoment>({
    start: localMoment(variant.dueAt, zone),
    commands: command,
    check: checkMoment,
    rename: (name) => (name === 'dueAt' ? 'day' : name),
    send: (moment) =>
      command.mutate({
        params: { id: variant.id },
        body: { version: card.version, dueAt: toInstant(moment, zone) },
      }),
  });
  return (
    <FormDialog form={form} title={title} action={action} onClose={onClose} sendsByEnter>
      <p className="muted">{placeOf(variant)}. Текст остаётся тем, что согласован.</p>
      <MomentFields form={form} />
    </FormDialog>
  );
}

interface Proof extends LocalMoment {
  url: string;
}

/** A person has published it, or has found it there. */
export function ProveDialog({ card, variant, onClose }: Props): ReactNode {
  const zone = useZone();
  const done = useDoneAct(onClose);
  const command = useCommand(onPages.proveVariant, { done: 'Записано: вышло', onDone: done });
  const form = useForm<Proof>({
    start: { url: '', ...localMoment(Date.now(), zone) },
    commands: command,
    check: (values) => ({
      url: !/^https:\/\/\S+$/u.test(values.url.trim()) && 'Вставьте адрес записи: https://…',
      ...checkMoment(values),
    }),
    rename: (name) => (name === 'publishedAt' ? 'time' : name),
    send: ({ url, ...moment }) =>
      command.mutate({
        params: { id: variant.id },
        body: { version: card.version, url: url.trim(), publishedAt: toInstant(moment, zone) },
      }),
  });
  return (
    <FormDialog form={form} title="Вышло на странице" action="Записать" onClose={onClose} sendsByEnter>
      <p className="muted">{placeOf(variant)}</p>
      <TextField form={form} name="url" label="Адрес записи" inputMode="url" placeholder="https://" />
      <MomentFields form={form} />
    </FormDialog>
  );
}

/** What came out says something else; another agrees to it, and the reason is read by everybody. */
export function CorrectDialog({ card, variant, onClose }: Props): ReactNode {
  const done = useDoneAct(onClose);
  const command = useCommand(onPages.correctVariant, { done: 'Исправление на согласовании', onDone: done });
  const form = useForm({
    start: { text: variant.text, reason: '' },
    commands: command,
    check: ({ text, reason }) => ({
      text:
        (!text.trim() && 'Напишите новый текст') ||
        (text.trim() === variant.text.trim() && 'Текст тот же, что на странице'),
      reason: reason.trim().length < 3 && 'Напишите, что исправлено: это прочтут на сайте',
    }),
    send: ({ text, reason }) =>
      command.mutate({
        params: { id: variant.id },
        body: { version: card.version, text: text.trim(), reason: reason.trim() },
      }),
  });
  return (
    <FormDialog form={form} title="Исправить вышедшее" action="На согласование" onClose={onClose} isWide>
      <p className="muted">{placeOf(variant)}</p>
      <LongTextField form={form} name="text" label="Новый текст" rows={8} />
      <TextField
        form={form}
        name="reason"
        label="Что исправлено"
        hint="Это прочтут на сайте в «Исправлено и снято»"
        maxLength={500}
      />
    </FormDialog>
  );
}

export function WithdrawDialog({ card, variant, onClose }: Props): ReactNode {
  const done = useDoneAct(onClose);
  const command = useCommand(onPages.withdrawVariant, { done: 'Снимается со страницы', onDone: done });
  return (
    <ReasonDialog
      title="Снять со страницы"
      label="Почему снято"
      hint="Основание прочтут на сайте в «Исправлено и снято»"
      action="Снять"
      commands={command}
      onSend={(reason) =>
        command.mutate({ params: { id: variant.id }, body: { version: card.version, reason } })
      }
      onClose={onClose}
    >
      <p className="muted">{placeOf(variant)}</p>
    </ReasonDialog>
  );
}
