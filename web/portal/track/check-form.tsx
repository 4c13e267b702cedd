import { type FormEvent, type ReactNode, useState } from 'react';
import { checkMessage, sendMessageLink } from '../../../shared/contract/messages/cases-check.ts';
import type { MessagePage } from '../../../shared/contract/messages/cases-portal.ts';
import type { CheckedForm } from '../../../shared/contract/pages.ts';
import { formatCaseNumber } from '../../../shared/text/words.ts';
import { useCommand } from '../../lib/commands/use-command.ts';
import { useFirstLook, useHydrated } from '../../lib/first-look.ts';
import { useRoute } from '../../lib/query.ts';
import { useGo } from '../../lib/router.tsx';
import { Button } from '../../ui/button.tsx';
import { errorsById, useFields } from '../../ui/forms/fields.ts';
import { TextField } from '../../ui/forms/text-field.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { ErrorState } from '../../ui/states.tsx';
import { MessageFeed } from '../message/message-feed.tsx';
import '../message/message.css';
import { fieldsOf } from '../../lib/commands/failure.ts';
import { Failures } from '../../ui/failures/failures.tsx';
import { Overdue } from '../message/overdue.tsx';
import { TwoFacts } from '../message/two-facts.tsx';
import { findSentKey } from '../parts/sent-messages.ts';
import { numberError, readCaseNumber } from './case-number.ts';

interface Asked {
  number: string;
  contact: string;
}

/** «Как моё сообщение?»: number and contact; the words and the answer are behind the private link, which can be sent again. */
export function CheckForm(props: { number: string }): ReactNode {
  const go = useGo();
  const sent = useSentForm();
  const [missing, setMissing] = useState(sent ? findMissing(sent) : {});
  const [asked, setAsked] = useState(sent && readAsked(sent));
  const check = useRoute(
    checkMessage,
    { body: asked ?? nobody },
    { enabled: asked !== null, keepOld: false },
  );
  const problem = check.error;
  const isWrong = problem?.code === 'cases.not-found' || problem?.code === 'lib.bad-input';
  const refused = fieldsOf(problem);
  const fields = useFields<Asked>(
    { number: sent?.number ?? props.number, contact: sent?.contact ?? '' },
    { id: 'check', isPosted: true, errors: { ...refused, ...missing } },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const errors = findMissing(fields.get());
    setMissing(errors);
    const [first] = Object.keys(errorsById('check', errors));
    if (first) return document.getElementById(first)?.focus();
    const read = readAsked(fields.get())!;
    const key = findSentKey(read.number);
    if (key) return void go(`/m/${read.number}`, { search: { k: key } });
    if (read.number === asked?.number && read.contact === asked.contact) return void check.refetch();
    setAsked(read);
  };
  return (
    <>
      {/* Without scripts the browser posts it: a contact has no place in an address. */}
      <form
        className="stack"
        method="post"
        action="/track"
        encType="multipart/form-data"
        onSubmit={submit}
        noValidate
      >
        <TextField
          form={fields}
          name="number"
          label="Номер сообщения"
          hint="Он есть в SMS или письме: 2026-11-0412"
          inputMode="numeric"
          autoComplete="off"
        />
        <TextField
          form={fields}
          name="contact"
          label="Телефон или e-mail, который вы оставляли"
          autoComplete="email"
        />
        <div>
          <Button type="submit" kind="primary" busy={check.isFetching}>
            Проверить
          </Button>
        </div>
      </form>
      {problem && isWrong && !refused.contact && (
        <NotFound number={asked?.number ?? ''} words={problem.message} />
      )}
      {problem && !isWrong && <ErrorState title="Проверить не удалось" problem={problem} />}
      {check.data && asked && <Progress key={check.data.number} message={check.data} asked={asked} />}
    </>
  );
}

const nobody: Asked = { number: '', contact: '' };

/** What was posted to this very page; of no meaning to a form that is opened later in the application. */
function useSentForm(): CheckedForm | null {
  const { form } = useFirstLook();
  const isHydrated = useHydrated();
  return !isHydrated && form?.kind === 'check' ? form : null;
}

function findMissing({ number, contact }: Asked): Record<string, string> {
  return {
    ...(!readCaseNumber(number) && { number: numberError(number) }),
    ...(!contact.trim() && { contact: 'Впишите телефон или e-mail, который оставляли' }),
  };
}

/** Null where the form is not whole. */
function readAsked({ number, contact }: Asked): Asked | null {
  const read = readCaseNumber(number);
  return read && contact.trim() ? { number: read, contact: contact.trim() } : null;
}

function NotFound(props: { number: string; words: string }): ReactNode {
  return (
    <div className="has-error stack stack--tight" role="alert">
      <p>{props.words}</p>
      <p>
        Если автор разрешил его показать, открытую часть видно{' '}
        <PageLink to={`/m/${props.number}`}>на странице сообщения</PageLink>.
      </p>
    </div>
  );
}

/** How it goes: state, term, feed; nothing of anybody's words. */
function Progress(props: { message: MessagePage; asked: Asked }): ReactNode {
  const { message } = props;
  return (
    <section className="stack" aria-labelledby="check-found">
      <h2 id="check-found">Сообщение {formatCaseNumber(message.number)}</h2>
      <TwoFacts message={message} />
      <Overdue message={message} />
      <OwnLink asked={props.asked} />
      <MessageFeed message={message} />
    </section>
  );
}

function OwnLink({ asked }: { asked: Asked }): ReactNode {
  const [posted] = useState(useSentForm()?.link ?? null);
  const send = useCommand(sendMessageLink, { refreshes: [] });
  const told = send.data ?? (posted && 'sentTo' in posted ? posted : null);
  if (told)
    return (
      <p role="status">
        {told.sentTo === 'email' ? 'Письмо со ссылкой отправлено.' : 'SMS со ссылкой отправлено.'} Не
        показывайте её посторонним: она открывает ваше сообщение.
      </p>
    );
  const problem = send.code === null && posted && 'problem' in posted ? posted.problem : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send.mutate({ body: asked });
  };
  return (
    <form
      className="stack stack--tight"
      method="post"
      action="/track"
      encType="multipart/form-data"
      onSubmit={submit}
    >
      <p>Текст, фото и ответ открываются по личной ссылке.</p>
      {problem && <ErrorState title="Ссылка не отправлена" problem={problem} />}
      <Failures of={send} title="Ссылка не отправлена" />
      <input type="hidden" name="number" value={asked.number} />
      <input type="hidden" name="contact" value={asked.contact} />
      <div>
        <Button type="submit" name="link" value="send" busy={send.isPending}>
          Прислать ссылку на {asked.contact}
        </Button>
      </div>
    </form>
  );
}
