import type { ReactNode } from 'react';
import { getMessage, type MessagePage as Message } from '../../../shared/contract/messages/cases-portal.ts';
import { formatCaseNumber } from '../../../shared/text/words.ts';
import type { ApiProblem } from '../../lib/api-problem.ts';
import { useFormats } from '../../lib/format.ts';
import { PageTitle } from '../../lib/page-title.tsx';
import { useRoute } from '../../lib/query.ts';
import { useParam, useUrlQuery } from '../../lib/router.tsx';
import { ErrorState, SkeletonLines } from '../../ui/states.tsx';
import { CheckForm } from '../track/check-form.tsx';
import { AddPart } from './add-part.tsx';
import { Answers } from './answers.tsx';
import { CountedPart } from './counted-part.tsx';
import { DisputePart } from './dispute-part.tsx';
import { HoldsPart } from './holds-part.tsx';
import { MessageFeed } from './message-feed.tsx';
import './message.css';
import { MessagePhotos } from './message-photos.tsx';
import { MessagePlace } from './message-place.tsx';
import { Overdue } from './overdue.tsx';
import { RatingPart } from './rating-part.tsx';
import { Stranger } from './stranger.tsx';
import { TwoFacts } from './two-facts.tsx';

/** A message as its reader may see it: all of it for its resident, the published part or only how it goes for others. */
export function MessagePage(): ReactNode {
  const number = useParam('number');
  const [{ k: key }] = useUrlQuery();
  const message = useRoute(
    getMessage,
    { params: { number }, query: { k: key } },
    { keepOld: false, refreshEvery: 60_000 },
  );
  const { data, error } = message;
  if (!data && error) return <Failed number={number} error={error} onRetry={() => void message.refetch()} />;
  return (
    <div className="screen message">
      <div className="question message__head">
        {data && <RegisteredOn message={data} />}
        <PageTitle key={number} text={`Сообщение ${formatCaseNumber(number)}`} className="message__number">
          {formatCaseNumber(number)}
        </PageTitle>
        {data && <About message={data} />}
      </div>
      {data ? (
        <Body message={data} trackKey={key} />
      ) : (
        <SkeletonLines lines={8} label="Загружаем сообщение…" />
      )}
    </div>
  );
}

function RegisteredOn({ message }: { message: Message }): ReactNode {
  const formats = useFormats();
  return <p className="small">Сообщение от {formats.longDate(message.registeredAt)}</p>;
}

function About({ message }: { message: Message }): ReactNode {
  const { title, place } = message;
  if (!title) return null;
  // A person's words may turn the direction of writing: they must not turn what stands after them.
  return (
    <p className="message__about">
      <bdi>{title}</bdi>
      {place.address && `, ${place.address}`}
    </p>
  );
}

function Body({ message, trackKey }: { message: Message; trackKey: string | undefined }): ReactNode {
  return (
    <>
      <div className="stack message__main">
        {message.access !== 'own' && <Stranger message={message} />}
        <TwoFacts message={message} />
        <Overdue message={message} />
        <MessagePhotos message={message} trackKey={trackKey} />
        <Answers message={message} />
        <CountedPart message={message} trackKey={trackKey} />
        {message.can.includes('dispute') && <DisputePart message={message} trackKey={trackKey} />}
        {message.can.includes('rate') && <RatingPart message={message} trackKey={trackKey} />}
        {message.can.includes('tell-holds') && <HoldsPart message={message} trackKey={trackKey} />}
        <OwnWords message={message} />
        {message.can.includes('comment') && <AddPart message={message} trackKey={trackKey} />}
      </div>
      <aside className="stack message__side" aria-label="Ход и место">
        <MessageFeed message={message} />
        <MessagePlace message={message} />
        <p className="small message__print">
          <button type="button" className="link-button" onClick={() => print()}>
            Напечатать
          </button>
        </p>
      </aside>
    </>
  );
}

function OwnWords({ message }: { message: Message }): ReactNode {
  // The title is the first line without its full stop: words that say no more are not shown twice.
  const words = message.text?.trim() ?? '';
  if (!words || words.replace(/\.$/u, '') === message.title) return null;
  return (
    <section className="stack stack--tight" aria-labelledby="own-words">
      <h2 id="own-words">{message.access === 'own' ? 'Вы написали' : 'Текст сообщения'}</h2>
      <p className="message__words">{words}</p>
    </section>
  );
}

function Failed(props: { number: string; error: ApiProblem; onRetry: () => void }): ReactNode {
  const { number, error } = props;
  const isUnknown = error.code === 'cases.not-found' || error.code === 'lib.bad-input';
  return (
    <div className="reading">
      <PageTitle
        text={isUnknown ? 'Среди открытых сообщений такого нет' : `Сообщение ${formatCaseNumber(number)}`}
      />
      {isUnknown ? (
        <>
          <p>
            По номеру видны только сообщения, которые автор разрешил показать. Если {number} — ваше, проверьте
            его по контакту, который оставляли, или откройте ссылку из SMS или письма.
          </p>
          <CheckForm number={number} />
        </>
      ) : (
        <ErrorState title="Сообщение не загрузилось" problem={error} onRetry={props.onRetry} />
      )}
    </div>
  );
}
