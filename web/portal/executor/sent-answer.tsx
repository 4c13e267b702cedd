import type { ReactNode } from 'react';
import type { Status } from '../../../shared/contract/messages/cases.ts';
import type { ExecutorPage } from '../../../shared/contract/messages/cases-executor.ts';
import { useFormats } from '../../lib/format.ts';
import { Note } from '../../ui/mark.tsx';
import { PhotoGrid } from '../../ui/photos/photo-grid.tsx';
import { describePhotos } from '../parts/photo-links.ts';
import { outcomeWords } from '../parts/shapes.ts';

const states: Readonly<Partial<Record<Status, string>>> = {
  review: 'Ответ на согласовании. Если его вернут, эта же ссылка заработает снова.',
  approval: 'Ответ согласован и ждёт утверждения.',
  answered: 'Ответ утверждён и отправлен жителю.',
  deferred: 'Ответ с обещанной датой отправлен. В этот день дело вернётся к вам.',
  reopened: 'Житель вернул ответ: дело снова у оператора.',
  closed: 'Житель подтвердил результат. Дело закрыто.',
};

/** Nothing can be sent now: how the answer goes, and its words. */
export function SentAnswer({ page, token }: { page: ExecutorPage; token: string }): ReactNode {
  const formats = useFormats();
  const answer = page.answers.at(-1);
  return (
    <>
      <Note>
        <p role="status">
          <b>{states[page.status] ?? 'Сейчас по этой ссылке делать ничего не нужно.'}</b>
        </p>
      </Note>
      {answer && answer.state !== 'returned' && (
        <article className="letter" aria-label="Ваш ответ">
          <div className="letter__head">
            <p>Ваш ответ, версия {answer.version}</p>
            <p>{formats.dateTime(answer.createdAt)}</p>
          </div>
          <div className="letter__text">
            <p>{answer.body}</p>
          </div>
          <p>
            Результат: <b>{outcomeWords[answer.outcome].toLocaleLowerCase('ru')}</b>
            {answer.promisedOn && ` на ${formats.date(answer.promisedOn)}`}
          </p>
          {answer.photos.length > 0 && (
            <PhotoGrid photos={describePhotos(answer.photos, page.title, token)} label="Фото к ответу" />
          )}
        </article>
      )}
    </>
  );
}
