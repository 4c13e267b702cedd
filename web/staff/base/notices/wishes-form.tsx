import { type FormEvent, type ReactNode, useState } from 'react';
import { type readNotices, setNoticeWishes } from '../../../../shared/contract/messages/notices.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { type NoticePace, noticeKinds, pacesOf, usualNight } from '../../../../shared/text/notice-kinds.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { showToast } from '../../../lib/toast.ts';
import { Button } from '../../../ui/button.tsx';
import { Failures } from '../../../ui/failures/failures.tsx';
import { Select } from '../../../ui/forms/field.tsx';
import { QuietHours } from '../../../ui/forms/quiet-hours.tsx';

type Saved = Pick<RouteReply<typeof readNotices>, 'kinds' | 'quiet' | 'email'>;

const paceWords: Readonly<Record<NoticePace, string>> = {
  instant: 'письмо сразу',
  hourly: 'одно письмо в час',
  daily: 'одно письмо утром, в 9:00',
  off: 'только здесь, без писем',
};

/** How each kind of notice comes by e-mail, and the hours without letters. */
export function WishesForm({ saved }: { saved: Saved }): ReactNode {
  const [kinds, setKinds] = useState(saved.kinds);
  const [quiet, setQuiet] = useState(saved.quiet);
  const save = useCommand(setNoticeWishes, { onDone: () => showToast('Уведомления сохранены') });
  if (saved.email === null)
    return (
      <p className="note">
        Ваша почта не указана: писем не будет, уведомления стоят здесь. Почту указывает администратор.
      </p>
    );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!save.isPending) save.mutate({ body: { kinds, quiet } });
  };
  return (
    <form className="desk__sheet notices__wishes" aria-labelledby="notices-wishes" onSubmit={submit}>
      <h2 id="notices-wishes" className="section__title">
        Что присылать письмом
      </h2>
      <p className="muted">Письма идут на {saved.email}. Персональных данных жителей в них нет.</p>
      {kinds.map(({ kind, pace }) => (
        <Select
          key={kind}
          id={`notice-${kind}`}
          label={noticeKinds[kind].title}
          hint={noticeKinds[kind].about}
          value={pace}
          choices={pacesOf(kind).map((value) => ({ value, label: paceWords[value] }))}
          onChange={(value) =>
            setKinds(kinds.map((one) => (one.kind === kind ? { kind, pace: value } : one)))
          }
        />
      ))}
      <QuietHours
        label="Тихие часы: писем нет, они придут после"
        quiet={quiet}
        usual={usualNight}
        onChange={setQuiet}
      />
      <p className="small muted">
        Коды, ссылки на вход, приглашения на заседания и тревоги приходят сразу: они ждать не могут.
      </p>
      <Failures of={save} title="Не сохранилось" kept="Ваш выбор остался на экране." />
      <div>
        <Button type="submit" kind="primary" busy={save.isPending}>
          Сохранить
        </Button>
      </div>
    </form>
  );
}
