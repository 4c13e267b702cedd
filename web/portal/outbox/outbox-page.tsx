import { Fragment, type ReactNode } from 'react';
import { type Letter, listLetters } from '../../../shared/contract/base/outbox.ts';
import { useFormats } from '../../lib/format.ts';
import { PageTitle } from '../../lib/page-title.tsx';
import { useRoute } from '../../lib/query.ts';
import { useUrlQuery } from '../../lib/router.tsx';
import { Button } from '../../ui/button.tsx';
import { SearchForm } from '../../ui/forms/search-form.tsx';
import { Icon } from '../../ui/icons.tsx';
import { EmptyState, Loadable } from '../../ui/states.tsx';
import './outbox.css';

/** «Письма и SMS»: in the demo nothing leaves the server, so whatever would have gone is read here. */
export function OutboxPage(): ReactNode {
  const [query, change] = useUrlQuery();
  const letters = useRoute(
    listLetters,
    { query: { limit: 50, ...(query.to && { recipient: query.to }) } },
    { refreshEvery: 15_000 },
  );
  return (
    <div className="reading">
      <PageTitle text="Письма и SMS" />
      <p>В демонстрации ничего не отправляется: коды, ссылки и ответы, которые ушли бы людям, видны здесь.</p>
      <SearchForm
        label="Кому"
        placeholder="Телефон или e-mail"
        optional
        isPaired
        action="Показать"
        value={query.to ?? ''}
        onFind={(to) => change({ to })}
      />
      <Loadable query={letters} failed="Письма не загрузились">
        {(data) =>
          data.letters.length === 0 ? (
            <EmptyState
              title={query.to ? 'На этот адрес ничего не уходило' : 'Писем пока нет'}
              {...(query.to && { action: <Button onClick={() => change({ to: '' })}>Показать все</Button> })}
            />
          ) : (
            <ol className="outbox">
              {data.letters.map((letter) => (
                <LetterRow key={letter.id} letter={letter} />
              ))}
            </ol>
          )
        }
      </Loadable>
    </div>
  );
}

function LetterRow({ letter }: { letter: Letter }): ReactNode {
  const formats = useFormats();
  const isSms = letter.channel === 'sms';
  return (
    <li className="sheet outbox__letter">
      <p className="small outbox__head">
        <Icon name={isSms ? 'phone' : 'mail'} size="text" label={isSms ? 'SMS' : 'Письмо'} />
        <span>{letter.recipient}</span>
        <span className="push">{formats.dateTime(letter.createdAt)}</span>
      </p>
      {!isSms && <h2>{letter.subject}</h2>}
      <p>
        <LinkedText text={letter.text} />
      </p>
    </li>
  );
}

const siteAddress = /((?:https?:\/\/[^\s/]+)?\/(?:m|e|a)\/\S+)/u;

/** What a link without sign-in opens, by the first letter of its address. */
const linkWords: Readonly<Record<string, string>> = { e: 'ссылка исполнителя', a: 'ссылка на согласование' };

/** Addresses of this site in a letter can be followed; others stay words. */
function LinkedText({ text }: { text: string }): ReactNode {
  const parts = text.split(siteAddress);
  return parts.map((part, at) => {
    const path = /^(?:https?:\/\/[^\s/]+)?(\/(?:m|e|a)\/\S+)$/u.exec(part)?.[1];
    const words = linkWords[path?.slice(1, 2) ?? ''] ?? 'страница сообщения';
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text keep their order
    return <Fragment key={at}>{path ? <a href={path}>{words}</a> : part}</Fragment>;
  });
}
