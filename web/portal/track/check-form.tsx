import { Link, useNavigate } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useState } from 'react';
import { checkMessage, sendMessageLink } from '../../../shared/contract/cases-check.ts';
import type { MessagePage } from '../../../shared/contract/cases-portal.ts';
import { formatCaseNumber } from '../../../shared/text/words.ts';
import { fieldErrors } from '../../lib/problem-fields.ts';
import { useCommand } from '../../lib/query.ts';
import { Button } from '../../ui/button.tsx';
import { TextInput } from '../../ui/field.tsx';
import { ErrorState } from '../../ui/states.tsx';
import { MessageFeed } from '../message/message-feed.tsx';
import '../message/message.css';
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
  const navigate = useNavigate();
  const [number, setNumber] = useState(props.number);
  const [contact, setContact] = useState('');
  const [missing, setMissing] = useState<Record<string, string>>({});
  const [asked, setAsked] = useState<Asked | null>(null);
  const check = useCommand(checkMessage, { refreshes: [] });
  const problem = check.error;
  const isWrong = problem?.code === 'cases.not-found' || problem?.code === 'lib.bad-input';
  const refused = problem?.code === 'lib.bad-input' ? fieldErrors(problem) : {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const read = readCaseNumber(number);
    const errors = {
      ...(!read && { 'check-number': numberError(number) }),
      ...(!contact.trim() && { 'check-contact': 'Впишите телефон или e-mail, который оставляли' }),
    };
    setMissing(errors);
    const [first] = Object.keys(errors);
    if (first) return document.getElementById(first)?.focus();
    const key = findSentKey(read!);
    if (key) return void navigate({ to: `/m/${read}`, search: { k: key } as never });
    const body = { number: read!, contact: contact.trim() };
    setAsked(body);
    check.mutate({ body });
  };
  return (
    <>
      <form className="stack" onSubmit={submit} noValidate>
        <TextInput
          id="check-number"
          label="Номер сообщения"
          hint="Он есть в SMS или письме: 2026-11-0412"
          inputMode="numeric"
          autoComplete="off"
          error={missing['check-number']}
          value={number}
          onChange={(event) => setNumber(event.target.value)}
        />
        <TextInput
          id="check-contact"
          label="Телефон или e-mail, который вы оставляли"
          autoComplete="email"
          error={missing['check-contact'] ?? refused.contact}
          value={contact}
          onChange={(event) => setContact(event.target.value)}
        />
        <div>
          <Button type="submit" kind="primary" busy={check.isPending}>
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

function NotFound(props: { number: string; words: string }): ReactNode {
  return (
    <div className="has-error stack stack--tight" role="alert">
      <p>{props.words}</p>
      <p>
        Если автор разрешил его показать, открытую часть видно{' '}
        <Link to={`/m/${props.number}` as never}>на странице сообщения</Link>.
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
  const send = useCommand(sendMessageLink, { refreshes: [] });
  if (send.data)
    return (
      <p role="status">
        {send.data.sentTo === 'email' ? 'Письмо со ссылкой отправлено.' : 'SMS со ссылкой отправлено.'} Не
        показывайте её посторонним: она открывает ваше сообщение.
      </p>
    );
  return (
    <div className="stack stack--tight">
      <p>Текст, фото и ответ открываются по личной ссылке.</p>
      {send.error && <ErrorState title="Ссылка не отправлена" problem={send.error} />}
      <div>
        <Button busy={send.isPending} onClick={() => send.mutate({ body: asked })}>
          Прислать ссылку на {asked.contact}
        </Button>
      </div>
    </div>
  );
}
