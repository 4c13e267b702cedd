import { type ReactNode, useState } from 'react';
import type { PublicationCard } from '../../../../../shared/contract/pages/publications.ts';
import { askOutside } from '../../../../../shared/contract/pages/publications-outside.ts';
import type { RouteReply } from '../../../../../shared/contract/route.ts';
import { useCommand } from '../../../../lib/commands/use-command.ts';
import { FormDialog } from '../../../../ui/forms/form-dialog.tsx';
import { NumberField, TextField } from '../../../../ui/forms/text-field.tsx';
import { useForm } from '../../../../ui/forms/use-form.ts';
import { MadeLinkDialog } from '../../../base/parts/made-link-dialog.tsx';
import { useKeepCard } from './use-piece-acts.ts';

const MOST_DAYS = 14;

const isWrong = (days: number | null): boolean =>
  days === null || !Number.isInteger(days) || days < 1 || days > MOST_DAYS;

/** Somebody who does not work in Отклик is asked: a letter with a link, or the link in hand; then its address, once. */
export function OutsideDialog({ card, onClose }: { card: PublicationCard; onClose: () => void }): ReactNode {
  const [made, setMade] = useState<RouteReply<typeof askOutside> | null>(null);
  const keep = useKeepCard();
  const command = useCommand(askOutside, {
    onDone: (reply) => {
      keep(reply.card);
      setMade(reply);
    },
  });
  const form = useForm<{ name: string; email: string; days: number | null }>({
    start: { name: '', email: '', days: 3 },
    commands: command,
    check: ({ name, email }) => ({
      name: name.trim().length < 2 && 'Напишите, кого спрашиваете',
      email: email.trim() !== '' && !/^\S+@\S+\.\S+$/u.test(email.trim()) && 'Почта в виде имя@пример.рф',
    }),
    gap: ({ days }) => isWrong(days) && `Срок ссылки — от 1 до ${MOST_DAYS} дней`,
    send: ({ name, email, days }) =>
      command.mutate({
        params: { id: card.id },
        body: { version: card.version, name: name.trim(), email: email.trim(), days: days ?? 1 },
      }),
  });
  if (made)
    return (
      <MadeLinkDialog link={made} onClose={onClose}>
        {form.values.email.trim() && <p>Письмо с той же ссылкой отправлено.</p>}
      </MadeLinkDialog>
    );
  return (
    <FormDialog form={form} title="Спросить по ссылке" action="Сделать ссылку" onClose={onClose}>
      <p className="muted">
        Тот, кого вы спросите, увидит без входа текст, картинки, время и записку тому, кто согласует.
        Публикация выйдет, когда согласуют и коллеги, и он.
      </p>
      <TextField
        form={form}
        name="name"
        label="Кого спрашиваем"
        hint="Должность и фамилия, например «директор школы № 3 Орлова»"
        maxLength={150}
      />
      <TextField form={form} name="email" label="Почта для письма со ссылкой" inputMode="email" optional />
      <NumberField
        form={form}
        name="days"
        label="Сколько дней действует"
        error={isWrong(form.values.days) ? `Число от 1 до ${MOST_DAYS}` : undefined}
      />
    </FormDialog>
  );
}
