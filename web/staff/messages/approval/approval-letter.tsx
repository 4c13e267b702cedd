import type { ReactNode } from 'react';
import type { ApprovalItem } from '../../../../shared/contract/messages/cases-answers.ts';
import { formatCaseNumber } from '../../../../shared/text/words.ts';
import { useFormats } from '../../../lib/format.ts';
import { useSession } from '../../../lib/session.ts';
import { Stamp } from '../../../ui/mark.tsx';
import { PhotoGrid } from '../../../ui/photos/photo-grid.tsx';
import { outcomeWords } from '../../base/case-kit/case-words.ts';
import { showPhotos } from '../../base/case-kit/photo-items.ts';
import { diffWords } from './word-diff.ts';

/** The answer as the resident will get it. With a former version, what came since is underlined. */
export function ApprovalLetter(props: { item: ApprovalItem; version: 'now' | 'before' }): ReactNode {
  const { item, version } = props;
  const formats = useFormats();
  const session = useSession();
  const shown = version === 'before' && item.previous ? item.previous : item.answer;
  const parts =
    version === 'now' && item.previous
      ? diffWords(item.previous.body, item.answer.body).filter(({ kind }) => kind !== 'removed')
      : [{ kind: 'same' as const, text: shown.body }];
  return (
    <article className="approval-letter" aria-label={`Ответ, версия ${shown.version}`}>
      <header className="approval-letter__head">
        <b>{session?.city.title}</b>
        <span>Муниципальный центр управления</span>
        <span className="approval-letter__number">
          <span>{formats.date(shown.createdAt)}</span>
          <span>{formatCaseNumber(item.number)}</span>
        </span>
      </header>
      <p className="approval-letter__subject">{item.title}</p>
      <div className="approval-letter__text">
        {parts.map(({ kind, text }, at) =>
          kind === 'added' ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: runs of one text, in their order
            <ins key={at}>{text}</ins>
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: runs of one text, in their order
            <span key={at}>{text}</span>
          ),
        )}
      </div>
      <p>
        Результат: <b>{outcomeWords[shown.outcome].title.toLocaleLowerCase('ru')}</b>
        {shown.promisedOn && ` — до ${formats.date(shown.promisedOn)}`}
      </p>
      {shown.photos.length > 0 && (
        <PhotoGrid label="Фото к ответу" photos={showPhotos(shown.photos, { hasCaptions: true })} />
      )}
      <footer className="approval-letter__sign">
        <span>
          {shown.authorName}
          {/* By a link that names nobody it is the unit that signs. */}
          {item.executorUnit !== shown.authorName && (
            <>
              <br />
              {item.executorUnit}
            </>
          )}
        </span>
        <Stamps item={item} />
      </footer>
    </article>
  );
}

/** Who agreed, and who let it out; the place of the second mark stays empty until then. */
function Stamps({ item }: { item: ApprovalItem }): ReactNode {
  const { reviewed, stage, answer } = item;
  const formats = useFormats();
  return (
    <div className="approval-letter__stamps">
      {reviewed && (
        <Stamp kind="info" title="Согласовано">
          <span>{reviewed.name}</span>
          <span>
            {formats.dateTime(reviewed.at)} · версия {answer.version}
          </span>
        </Stamp>
      )}
      {stage === 'released' && answer.decidedAt ? (
        <Stamp title="Утверждено">
          <span>{answer.decidedByName}</span>
          <span>{formats.dateTime(answer.decidedAt)}</span>
        </Stamp>
      ) : (
        <Stamp kind="empty" title="Место отметки об утверждении">
          <span>Появится после утверждения: кто и когда</span>
        </Stamp>
      )}
    </div>
  );
}
