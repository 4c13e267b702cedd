import { type ReactNode, useState } from 'react';
import { getMessage, type MessagePage } from '../../../shared/contract/messages/cases-portal.ts';
import { letterPromises, paceWords } from '../../../shared/text/letter-promises.ts';
import { promiseSentence, rangeNote } from '../../../shared/text/promise.ts';
import { formatCaseNumber } from '../../../shared/text/words.ts';
import { useFormats } from '../../lib/format.ts';
import { PageTitle } from '../../lib/page-title.tsx';
import { useRoute } from '../../lib/query.ts';
import { useParam, useUrlQuery } from '../../lib/router.tsx';
import { useSession } from '../../lib/session.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { DeadlineLine } from '../../ui/deadline.tsx';
import { Icon } from '../../ui/icons.tsx';
import { Loadable } from '../../ui/states.tsx';
import { Feed, type FeedLine } from '../parts/feed.tsx';
import { useLastContact } from '../parts/sent-messages.ts';
import { termInWords } from '../parts/term-words.ts';
import { CodeForm } from '../sign-in/code-form.tsx';
import '../sign-in/sign-in.css';
import './done.css';
import { Receipt } from './receipt.tsx';

/** «Готово»: the number, the term in words, what comes next. It opens by the private link, so a reload keeps it. */
export function DonePage(): ReactNode {
  const number = useParam('number');
  const [{ k: key }] = useUrlQuery();
  const message = useRoute(getMessage, { params: { number }, query: { k: key } }, { refreshEvery: 20_000 });
  return (
    <div className="screen done">
      <div className="question">
        <p className="done__accepted">
          <Icon name="check" />
          {message.data?.access === 'joined' ? 'Вы присоединились к сообщению' : 'Сообщение принято'}
        </p>
        <PageTitle text={`Сообщение ${formatCaseNumber(number)} принято`} className="done__number">
          {formatCaseNumber(number)}
        </PageTitle>
      </div>
      <Loadable query={message} failed="Срок не загрузился">
        {(data) => <Accepted message={data} />}
      </Loadable>
      <div className="stack done__actions">
        <ButtonLink to={`/m/${number}`} search={key ? { k: key } : {}} kind="primary" wide>
          Следить за сообщением
        </ButtonLink>
        <ButtonLink to="/new" wide>
          Сообщить ещё об одном
        </ButtonLink>
      </div>
      {message.data && <WhatNext message={message.data} />}
      <Confirm />
      <Receipt number={number} trackKey={key} message={message.data} />
    </div>
  );
}

function Accepted({ message }: { message: MessagePage }): ReactNode {
  const formats = useFormats();
  const { deadline: term, promise, promisedOn } = message;
  const contact = useLastContact();
  return (
    <div className="stack done__term">
      {message.answerState === 'given' && (
        <p className="done__lead">
          <b>Ответ уже дан.</b>{' '}
          {promisedOn
            ? `Сделать обещают ${formats.until(promisedOn)}. Откройте сообщение: ответ там.`
            : 'Откройте сообщение и скажите, решена ли проблема.'}
        </p>
      )}
      {term && promise && message.answerState !== 'given' && (
        <>
          <p className="done__lead">
            <b>{promiseSentence({ days: promise.days, until: formats.until(promise.to) })}</b>
            {promise.from === null && promise.days.to > 0 && `, это ${termInWords(promise.days.to)}`}.
          </p>
          {promise.from !== null && (
            <p>
              {rangeNote} {letterPromises.rangeNarrows.text}
            </p>
          )}
          <DeadlineLine share={term.leftShare} />
        </>
      )}
      <p className="small">
        {message.executorUnit
          ? `Ведёт ${message.executorUnit}.`
          : 'Оператор читает сообщение и выбирает, кто за это отвечает.'}{' '}
        {contact && tellHow(contact)}
      </p>
    </div>
  );
}

/** «Ответ и каждый новый срок пришлём в SMS на номер, который кончается на 67-89.» */
function tellHow({ phone, email }: { phone: string; email: string }): string {
  if (email) return `${letterPromises.stepsByEmail.text} ${email}. ${paceWords}`;
  const tail = phone.replace(/\D/gu, '').slice(-4);
  return tail ? `${letterPromises.stepsBySms.text} ${tail.slice(0, 2)}-${tail.slice(2)}. ${paceWords}` : '';
}

function WhatNext({ message }: { message: MessagePage }): ReactNode {
  const formats = useFormats();
  const { promise, executorUnit } = message;
  const lines: FeedLine[] = [
    { id: 'registered', at: message.registeredAt, title: 'Зарегистрировано', note: message.place.address },
    executorUnit
      ? { id: 'executor', when: 'назначен', title: 'Исполнитель', note: executorUnit }
      : {
          id: 'executor',
          when: 'скоро',
          title: 'Назначим, кто отвечает. Вы увидите, кто это',
          isAhead: true,
        },
    {
      id: 'answer',
      when: promise ? `до ${formats.date(promise.to).slice(0, 5)}` : 'в срок',
      title: letterPromises.answerComes.text,
      isAhead: true,
    },
    {
      id: 'confirm',
      when: 'потом',
      title: 'Вы скажете, решена ли проблема. Молчание за «решено» не считаем',
      isAhead: true,
    },
  ];
  return (
    <section className="stack" aria-labelledby="what-next">
      <h2 id="what-next">Что будет дальше</h2>
      <Feed label="Что будет дальше" lines={lines} />
    </section>
  );
}

/** Signing in by the very contact makes this message show in the account. Nothing depends on it. */
function Confirm(): ReactNode {
  const session = useSession();
  const contact = useLastContact();
  const [isDone, setDone] = useState(false);
  if (isDone)
    return (
      <p className="done__accepted" role="status">
        <Icon name="check" />
        Подтверждено: сообщение теперь и в вашем кабинете
      </p>
    );
  if (session?.kind !== 'anonymous') return null;
  return (
    <section className="sheet" aria-labelledby="confirm">
      <h2 id="confirm">Подтвердите контакт</h2>
      <p>
        Тогда все ваши сообщения будут в одном кабинете, и ссылку хранить не придётся. Сообщение уже принято:
        это можно сделать и потом.
      </p>
      <CodeForm isAside contact={contact?.phone || contact?.email || ''} onDone={() => setDone(true)} />
    </section>
  );
}
