import type { ReactNode } from 'react';
import {
  getApprovalPage,
  type ApprovalPage as Page,
} from '../../../shared/contract/pages/publications-outside.ts';
import type { ApiProblem } from '../../lib/api-problem.ts';
import { useFormats } from '../../lib/format.ts';
import { PageTitle } from '../../lib/page-title.tsx';
import { useRoute } from '../../lib/query.ts';
import { useParam } from '../../lib/router.tsx';
import { Note } from '../../ui/mark.tsx';
import { NetworkLook } from '../../ui/network-look.tsx';
import { ErrorState, SkeletonLines } from '../../ui/states.tsx';
import { LinkHead } from '../parts/link-head.tsx';
import { linkPhoto } from '../parts/photo-links.ts';
import './approval.css';
import { ApprovalAnswer } from './approval-answer.tsx';

const TITLE = 'Согласование публикации';

/** One piece by a one-time link: what goes out and where, «Согласовано» or «Вернуть». No sign-in, nothing else. */
export function ApprovalPage(): ReactNode {
  const token = useParam('token');
  const page = useRoute(getApprovalPage, { params: { token } }, { keepOld: false });
  const { data, error } = page;
  return (
    <>
      <LinkHead who={data?.name} />
      <main id="main">
        <div className="screen">
          {data ? (
            <Piece page={data} token={token} />
          ) : error ? (
            <Failed error={error} onRetry={() => void page.refetch()} />
          ) : (
            <>
              <PageTitle text={TITLE} />
              <SkeletonLines lines={8} label="Загружаем публикацию…" />
            </>
          )}
        </div>
      </main>
    </>
  );
}

function Piece({ page, token }: { page: Page; token: string }): ReactNode {
  const formats = useFormats();
  const { askedBy, expiresAt, brief, answer } = page;
  return (
    <>
      <div className="question">
        <PageTitle text={TITLE} />
        <p className="small">
          Просит {askedBy}. Ответить можно до {formats.dateTime(expiresAt)}.
        </p>
      </div>
      {answer && (
        <Note>
          <p role="status">
            {answer === 'agreed' ? (
              <>
                <b>Вы согласовали.</b> Публикация выйдет, когда согласуют все, кого спросили.
              </>
            ) : (
              <>
                <b>Вы вернули публикацию на доработку.</b> Автор видит вашу причину; новый текст откроется по
                другой ссылке.
              </>
            )}{' '}
            Страницу можно закрыть.
          </p>
        </Note>
      )}
      {brief && (
        <section className="stack stack--tight" aria-labelledby="brief">
          <h2 id="brief">Что просят учесть</h2>
          <p className="approval__brief">{brief}</p>
        </section>
      )}
      <Looks page={page} token={token} />
      {page.can.includes('agree') && <ApprovalAnswer token={token} />}
      <p className="small">Не пересылайте ссылку: ответ по ней — ваш ответ.</p>
    </>
  );
}

function Looks({ page, token }: { page: Page; token: string }): ReactNode {
  const formats = useFormats();
  const pictures = page.pictures.map(({ fileId, alt }) => ({
    id: fileId,
    url: linkPhoto(fileId, token).full,
    alt,
  }));
  if (page.looks.length === 0) return null;
  return (
    <section className="stack stack--tight" aria-labelledby="looks">
      <h2 id="looks">Что выйдет и где</h2>
      <div className="approval__looks">
        {page.looks.map(({ id, network, networkTitle, author, dueAt, text }) => (
          <section key={id} aria-label={`${networkTitle}, ${author}`}>
            <h3>{networkTitle}</h3>
            <NetworkLook
              network={network}
              author={author || networkTitle}
              when={`${formats.dayMonth(dueAt)} в ${formats.time(dueAt)}`}
              text={text}
              pictures={pictures}
            />
          </section>
        ))}
      </div>
    </section>
  );
}

/** A link that has ended says why and what to do; a wrong one asks to open it whole. */
function Failed({ error, onRetry }: { error: ApiProblem; onRetry: () => void }): ReactNode {
  const isOver = error.code === 'publications.link-expired';
  if (!isOver && error.code !== 'lib.not-found' && error.code !== 'lib.bad-input')
    return (
      <>
        <PageTitle text={TITLE} />
        <ErrorState title="Публикация не загрузилась" problem={error} onRetry={onRetry} />
      </>
    );
  return (
    <>
      <PageTitle text={isOver ? 'Ссылка больше не действует' : 'Такой ссылки нет'} />
      <p>{isOver ? error.message : 'Откройте ссылку из письма целиком: часть адреса могла потеряться.'}</p>
    </>
  );
}
