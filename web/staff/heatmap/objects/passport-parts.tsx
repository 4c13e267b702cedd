import type { ReactNode } from 'react';
import type { Passport } from '../../../../shared/contract/heatmap/objects.ts';
import { itemAt } from '../../../../shared/lists.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { formatCaseNumber } from '../../../../shared/text/words.ts';
import { useFormats } from '../../../lib/format.ts';
import { Mark, Status } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { PhotoGrid } from '../../../ui/photos/photo-grid.tsx';
import { Section } from '../../../ui/section.tsx';
import { outcomeWords } from '../../base/case-kit/case-words.ts';
import { caseHref } from '../../base/case-kit/near-list.tsx';
import { showPhotos } from '../../base/case-kit/photo-items.ts';
import { promiseWords } from '../../messages/promises/promise-words.ts';

const CaseLink = ({ number, title }: { number: string; title: string }): ReactNode => (
  <PageLink to={caseHref(number)}>
    {formatCaseNumber(number)}. {title}
  </PageLink>
);

/** «Что обещали»: what waits first, then the latest. */
export function PromisesPart({ promises }: { promises: Passport['promises'] }): ReactNode {
  const formats = useFormats();
  if (promises.length === 0) return null;
  return (
    <Section title="Что обещали">
      <ul className="passport__lines">
        {promises.map((promise) => (
          <li key={promise.id}>
            <p className="passport__line">
              <b>до {formats.date(promise.until)}</b>
              <Mark tone={promiseWords[promise.state].tone}>
                {promiseWords[promise.state].title}
                {promise.movedTo && ` на ${formats.date(promise.movedTo)}`}
              </Mark>
              <span className="small muted">
                {[promise.unit, promise.promisedBy].filter(Boolean).join(', ')}
              </span>
            </p>
            <p className="passport__words">{promise.text}</p>
            <p className="small">
              <CaseLink number={promise.caseNumber} title={promise.title} />
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** The latest letters that went out, in short. */
export function AnswersPart({ answers }: { answers: Passport['answers'] }): ReactNode {
  const formats = useFormats();
  if (answers.length === 0) return null;
  return (
    <Section title="Последние ответы">
      <ul className="passport__lines">
        {answers.map((answer) => {
          const { title, tone, icon } = outcomeWords[answer.outcome];
          return (
            <li key={answer.caseNumber}>
              <p className="passport__line">
                <b>{formats.date(answer.decidedAt)}</b>
                <Status tone={tone} {...(icon && { icon })}>
                  {title}
                </Status>
                <span className="small muted">{answer.decidedBy}</span>
              </p>
              <p className="passport__words">{answer.text}</p>
              <p className="small">
                <CaseLink number={answer.caseNumber} title={answer.title} />
              </p>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

/** The newest pictures; what no moderator has released stays on the screen and off the paper. */
export function PhotosPart({ photos }: { photos: Passport['photos'] }): ReactNode {
  const formats = useFormats();
  if (photos.length === 0) return null;
  const groups = [
    { title: 'Выпущены для всех', photos: photos.filter(({ released }) => released), isPrinted: true },
    {
      title: 'Видны только вам по делу',
      photos: photos.filter(({ released }) => !released),
      isPrinted: false,
    },
  ].filter((group) => group.photos.length > 0);
  return (
    <Section title="Последние фото" className={groups[0]?.isPrinted ? undefined : 'passport__screen'}>
      {groups.map(({ title, photos: shown, isPrinted }) => (
        <div key={title} className={isPrinted ? 'stack stack--tight' : 'stack stack--tight passport__screen'}>
          <p className="small muted">
            {title}: {counted(shown.length, 'фото', 'фото', 'фото')}
          </p>
          <PhotoGrid
            label={title}
            photos={showPhotos(shown).map((photo, at) => ({
              ...photo,
              alt: `Фото дела ${formatCaseNumber(itemAt(shown, at).caseNumber)}, ${formats.date(itemAt(shown, at).addedAt)}`,
              caption: itemAt(shown, at).role === 'after' ? 'после' : 'до',
            }))}
          />
        </div>
      ))}
    </Section>
  );
}
