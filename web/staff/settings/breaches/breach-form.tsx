import type { ReactNode } from 'react';
import {
  type BreachCard,
  type BreachFields,
  changeBreach,
  openBreach,
} from '../../../../shared/contract/base/breaches.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useFormats } from '../../../lib/format.ts';
import { useGo } from '../../../lib/router.tsx';
import { useZone } from '../../../lib/session.ts';
import { partOf } from '../../../ui/forms/fields.ts';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { LongTextField, NumberField, ShownField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { breachHref } from './breach-acts.ts';
import { checkMoment, type Moment, MomentFields, momentOf, readMoment } from './moment-fields.tsx';

const SHORT = 'Напишите, что произошло: одного-двух предложений хватит';

/** The server's names of moments, as the form has them. */
const renameMoment = (name: string): string => name.replace(/^(discovered|happened)At$/u, '$1.day');

/** What is known in the first minutes: the clock runs already, the rest is filled in later. */
export function OpenBreachDialog({ onClose }: { onClose: () => void }): ReactNode {
  const zone = useZone();
  const go = useGo();
  const open = useCommand(openBreach, {
    done: 'Инцидент записан, сроки пошли',
    onDone: (card) => go(breachHref(card.id)),
  });
  const form = useForm({
    start: { discovered: momentOf(new Date().toISOString(), zone), found: '', what: '' },
    commands: open,
    rename: renameMoment,
    check: ({ discovered, what }) => ({
      ...checkMoment('discovered', discovered),
      what: what.trim().length < 10 && SHORT,
    }),
    send: ({ discovered, ...words }) =>
      open.mutate({ body: { discoveredAt: readMoment(discovered, zone) ?? '', ...words } }),
  });
  return (
    <FormDialog form={form} title="Записать инцидент" action="Записать" onClose={onClose}>
      <p>
        Сроки уведомлений идут по часам с момента выявления. Запишите главное сейчас, остальное дополните на
        странице инцидента. Имён и контактов жителей здесь не пишите.
      </p>
      <MomentFields form={partOf(form, 'discovered')} dayLabel="Выявлен, день" timeLabel="Во сколько" />
      <LongTextField form={form} name="what" label="Что произошло" rows={3} maxLength={3000} />
      <LongTextField form={form} name="found" label="Как выявили и кто" rows={2} maxLength={1000} optional />
    </FormDialog>
  );
}

interface Values extends Omit<BreachFields, 'discoveredAt' | 'happenedAt'> {
  discovered: Moment;
  happened: Moment;
}

function startOf({ fields }: BreachCard, zone: string): Values {
  const { discoveredAt, happenedAt, ...words } = fields;
  return { ...words, discovered: momentOf(discoveredAt, zone), happened: momentOf(happenedAt, zone) };
}

/** What may stay empty for a while: the page says what each notice lacks. */
const told = [
  {
    name: 'spread',
    label: 'Где обнаружены данные',
    hint: 'Адрес, канал, у кого; пусто, если нигде не видели',
    maxLength: 1000,
    optional: true,
  },
  {
    name: 'data',
    label: 'Какие персональные данные',
    hint: 'Виды: имена, телефоны, адреса, тексты обращений',
    maxLength: 2000,
  },
  { name: 'causes', label: 'Причины, предполагаемые', maxLength: 2000 },
  { name: 'harm', label: 'Вред людям, предполагаемый', maxLength: 2000 },
  { name: 'measures', label: 'Принятые меры', maxLength: 3000 },
  {
    name: 'contact',
    label: 'Кто говорит с Роскомнадзором',
    hint: 'Имя, должность, телефон, почта сотрудника',
    maxLength: 500,
  },
  { name: 'inquiry', label: 'Что установило расследование', maxLength: 5000 },
  { name: 'culprits', label: 'Чьи действия стали причиной', maxLength: 2000, optional: true },
] as const;

/** Everything the notices say. */
export function ChangeBreachDialog({ card, onClose }: { card: BreachCard; onClose: () => void }): ReactNode {
  const zone = useZone();
  const formats = useFormats();
  const change = useCommand(changeBreach, { done: 'Сведения записаны', onDone: onClose });
  const isOpen = card.state === 'open';
  const form = useForm<Values>({
    start: startOf(card, zone),
    commands: change,
    rename: renameMoment,
    check: ({ discovered, happened, what }) => ({
      ...checkMoment('discovered', discovered),
      ...((happened.day || happened.time) && checkMoment('happened', happened)),
      what: what.trim().length < 10 && SHORT,
    }),
    send: ({ discovered, happened, ...words }) =>
      change.mutate({
        params: { id: card.id },
        body: {
          version: card.version,
          ...words,
          discoveredAt: readMoment(discovered, zone, card.fields.discoveredAt) ?? '',
          happenedAt: readMoment(happened, zone, card.fields.happenedAt),
        },
      }),
  });
  return (
    <FormDialog form={form} title="Дополнить сведения" action="Записать" isWide onClose={onClose}>
      <p className="muted">
        Записать можно и не всё: чего не хватает уведомлениям, скажет страница. Имён и контактов жителей не
        пишите, нужны виды данных и число людей.
      </p>
      {isOpen ? (
        <MomentFields form={partOf(form, 'discovered')} dayLabel="Выявлен, день" timeLabel="Во сколько" />
      ) : (
        <ShownField label="Выявлен: назван в уведомлении" value={formats.dateTime(card.discoveredAt)} />
      )}
      <LongTextField form={form} name="found" label="Как выявлен" rows={2} maxLength={1000} optional />
      <MomentFields
        form={partOf(form, 'happened')}
        dayLabel="Произошёл, день"
        timeLabel="Во сколько произошёл"
        optional
      />
      <LongTextField form={form} name="what" label="Что произошло" rows={3} maxLength={3000} />
      <div className="breaches__pair">
        <NumberField form={form} name="people" label="Скольких людей касается, примерно" optional />
        <NumberField form={form} name="records" label="Сколько записей, примерно" optional />
      </div>
      {told.map((field) => (
        <LongTextField key={field.name} form={form} {...field} rows={2} />
      ))}
    </FormDialog>
  );
}
