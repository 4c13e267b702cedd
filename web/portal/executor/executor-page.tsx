import { type ReactNode, useState } from 'react';
import {
  getExecutorPage,
  type ExecutorPage as Page,
} from '../../../shared/contract/messages/cases-executor.ts';
import { formatCaseNumber } from '../../../shared/text/words.ts';
import type { ApiProblem } from '../../lib/api-problem.ts';
import { useFormats } from '../../lib/format.ts';
import { PageTitle } from '../../lib/page-title.tsx';
import { useRoute } from '../../lib/query.ts';
import { useParam } from '../../lib/router.tsx';
import { Note } from '../../ui/mark.tsx';
import { ErrorState, SkeletonLines } from '../../ui/states.tsx';
import { LinkHead } from '../parts/link-head.tsx';
import { AnswerForm } from './answer-form.tsx';
import { CaseFacts } from './case-facts.tsx';
import './executor.css';
import { PartForm } from './part-form.tsx';
import { Refusal } from './refusal.tsx';
import { SentAnswer } from './sent-answer.tsx';

/** The executor's page by a one-time link: one case, no sign-in, nothing of the resident but their words. */
export function ExecutorPage(): ReactNode {
  const token = useParam('token');
  const page = useRoute(getExecutorPage, { params: { token } }, { keepOld: false });
  const { data, error } = page;
  return (
    <>
      <LinkHead who={data?.unit} />
      <main id="main">
        {data ? (
          <Case page={data} token={token} />
        ) : (
          <div className="screen executor">
            {error ? (
              <Failed error={error} onRetry={() => void page.refetch()} />
            ) : (
              <>
                <PageTitle text="Дело по ссылке" />
                <SkeletonLines lines={8} label="Загружаем дело…" />
              </>
            )}
          </div>
        )}
      </main>
    </>
  );
}

function Case({ page, token }: { page: Page; token: string }): ReactNode {
  const formats = useFormats();
  const may = (action: string) => page.can.includes(action);
  const [isReturned, setReturned] = useState(false);
  return (
    <div className="screen executor">
      <div className="question">
        <p className="small">
          Дело <span className="number">{formatCaseNumber(page.number)}</span>
        </p>
        <PageTitle text={`Дело ${formatCaseNumber(page.number)}`} className="executor__title">
          {page.title}
        </PageTitle>
      </div>
      {isReturned ? (
        <Note>
          <p role="status">
            <b>Дело вернулось к координатору.</b> Ссылка больше не действует, страницу можно закрыть.
          </p>
        </Note>
      ) : (
        <>
          <CaseFacts page={page} token={token} />
          <Words page={page} token={token} />
          {may('refuse') && <Refusal token={token} grounds={page.grounds} onDone={() => setReturned(true)} />}
          <p className="small">
            Ссылка действует до {formats.dateTime(page.expiresAt)}. Не пересылайте её: ответ по ней — это
            ответ подразделения «{page.unit}».
          </p>
        </>
      )}
    </div>
  );
}

/** What the bearer writes: the answer, or their part of it. */
function Words({ page, token }: { page: Page; token: string }): ReactNode {
  if (page.part) return <PartForm part={page.part} token={token} isOpen={page.can.includes('give-part')} />;
  if (page.can.includes('answer')) return <AnswerForm page={page} token={token} />;
  return <SentAnswer page={page} token={token} />;
}

/** A link that has ended says why and what to do; a wrong one asks to open it whole. */
function Failed({ error, onRetry }: { error: ApiProblem; onRetry: () => void }): ReactNode {
  const isOver = error.code === 'cases.link-expired';
  if (!isOver && error.code !== 'cases.not-found' && error.code !== 'lib.bad-input')
    return (
      <>
        <PageTitle text="Дело по ссылке" />
        <ErrorState title="Дело не загрузилось" problem={error} onRetry={onRetry} />
      </>
    );
  return (
    <>
      <PageTitle text={isOver ? 'Ссылка больше не действует' : 'Такой ссылки нет'} />
      <p>{isOver ? error.message : 'Откройте ссылку из письма целиком: часть адреса могла потеряться.'}</p>
      <p>
        Если вы работаете в «Отклике» с паролем, <a href="/staff">войдите в рабочее место</a>: дела вашего
        подразделения там.
      </p>
    </>
  );
}
