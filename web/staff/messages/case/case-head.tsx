import type { ReactNode } from 'react';
import type { CaseCard } from '../../../../shared/contract/messages/cases-card.ts';
import { formatCaseNumber, resolvedTitles } from '../../../../shared/text/words.ts';
import { useFormats } from '../../../lib/format.ts';
import { PageTitle } from '../../../lib/page-title.tsx';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icons.tsx';
import { Status } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { outcomeWords, statusWords } from '../../base/case-kit/case-words.ts';
import { caseHref } from '../../base/case-kit/near-list.tsx';
import type { CaseDesk } from './use-case-desk.ts';

/** Number, title, and two separate facts: whether it was answered, and what came of it. */
export function CaseHead(props: { card: CaseCard }): ReactNode {
  const { card } = props;
  const status = statusWords[card.status];
  const outcome = card.outcome && outcomeWords[card.outcome];
  return (
    <header className="case__head">
      <div>
        <span className="number case__number">{formatCaseNumber(card.number)}</span>
        <PageTitle key={card.id} text={`${formatCaseNumber(card.number)}. ${card.title}`}>
          {card.importance === 'high' && (
            <span className="tone-warning case__urgent">
              <Icon name="flag" label="Срочно" />
            </span>
          )}
          {card.title}
        </PageTitle>
      </div>
      <dl className="case__facts">
        <div>
          <dt>Состояние</dt>
          <dd>
            <Status tone={status.tone} {...(status.icon ? { icon: status.icon } : {})}>
              {status.title}
            </Status>
          </dd>
        </div>
        <div>
          <dt>Результат</dt>
          <dd>
            {outcome ? (
              <Status tone={outcome.tone} {...(outcome.icon ? { icon: outcome.icon } : {})}>
                {outcome.title}
              </Status>
            ) : (
              <span className="muted">ещё нет</span>
            )}
            {card.resolved && (
              <span className={card.resolved === 'yes' ? 'small' : 'small tone-warning'}>
                житель: {card.resolved === 'yes' ? 'решено' : `решено — ${resolvedTitles[card.resolved]}`}
              </span>
            )}
          </dd>
        </div>
      </dl>
    </header>
  );
}

/** Why nothing can be changed here: closed, or joined to another case. */
export function ClosedNote(props: {
  desk: CaseDesk;
  onReopen: () => void;
  onUnmerge: () => void;
}): ReactNode {
  const { desk, onReopen, onUnmerge } = props;
  const { card } = desk;
  const formats = useFormats();
  const isClosed = card.status.startsWith('closed') || card.status === 'merged' || card.status === 'rejected';
  if (!isClosed) return null;
  const last = card.timeline.findLast(({ kind, data }) => kind === 'status' && data.to === card.status);
  return (
    <div className="case__closed">
      <p>
        <b>{statusWords[card.status].title}</b>
        {last && ` ${formats.date(last.at)}`}
        {card.mergedInto && (
          <>
            {' к '}
            <PageLink to={caseHref(card.mergedInto.number)} className="number">
              {formatCaseNumber(card.mergedInto.number)}
            </PageLink>
            . Отвечают по нему; автор получит тот же ответ
          </>
        )}
        {last?.text && card.status !== 'merged' && `. ${last.text}`}
      </p>
      {desk.can('unmerge') && <Button onClick={onUnmerge}>Отсоединить</Button>}
      {desk.can('reopen') && <Button onClick={onReopen}>Вернуть в работу…</Button>}
    </div>
  );
}
