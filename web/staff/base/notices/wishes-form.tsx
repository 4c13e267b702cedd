import type { ReactNode } from 'react';
import { type readNotices, setNoticeWishes } from '../../../../shared/contract/messages/notices.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { type NoticePace, noticeKinds, pacesOf, usualNight } from '../../../../shared/text/notice-kinds.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { SelectField } from '../../../ui/forms/choice-field.tsx';
import { rowOf } from '../../../ui/forms/fields.ts';
import { Form, SendButton } from '../../../ui/forms/form.tsx';
import { QuietHoursField } from '../../../ui/forms/quiet-hours.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';

type Saved = Pick<RouteReply<typeof readNotices>, 'kinds' | 'quiet' | 'email'>;

const paceWords: Readonly<Record<NoticePace, string>> = {
  instant: 'письмо сразу',
  hourly: 'одно письмо в час',
  daily: 'одно письмо утром, в 9:00',
  off: 'только здесь, без писем',
};

/** How each kind of notice comes by e-mail, and the hours without letters. */
export function WishesForm({ saved }: { saved: Saved }): ReactNode {
  const save = useCommand(setNoticeWishes, { done: 'Уведомления сохранены' });
  const form = useForm({
    start: { kinds: saved.kinds, quiet: saved.quiet },
    commands: save,
    send: (body) => save.mutate({ body }),
  });
  if (saved.email === null)
    return (
      <p className="note">
        Ваша почта не указана: писем не будет, уведомления стоят здесь. Почту указывает администратор.
      </p>
    );
  return (
    <Form
      form={form}
      className="desk__sheet notices__wishes"
      labelledBy="notices-wishes"
      failed={{ title: 'Не сохранилось', kept: 'Ваш выбор остался на экране.' }}
    >
      <h2 id="notices-wishes" className="section__title">
        Что присылать письмом
      </h2>
      <p className="muted">Письма идут на {saved.email}. Персональных данных жителей в них нет.</p>
      {saved.kinds.map(({ kind }, at) => (
        <SelectField
          key={kind}
          form={rowOf(form, 'kinds', at)}
          name="pace"
          label={noticeKinds[kind].title}
          hint={noticeKinds[kind].about}
          choices={pacesOf(kind).map((value) => ({ value, label: paceWords[value] }))}
        />
      ))}
      <QuietHoursField
        form={form}
        name="quiet"
        label="Тихие часы: писем нет, они придут после"
        usual={usualNight}
      />
      <p className="small muted">
        Коды, ссылки на вход, приглашения на заседания и тревоги приходят сразу: они ждать не могут.
      </p>
      <div>
        <SendButton form={form}>Сохранить</SendButton>
      </div>
    </Form>
  );
}
