import type { ReactNode } from 'react';
import type { IncidentCard, IncidentTerm } from '../../../../shared/contract/monitoring/incidents.ts';
import {
  orderTerms,
  postsWords,
  termEndWords,
  termHeadWords,
  termShare,
} from '../../../../shared/text/monitoring/incident-words.ts';
import {
  dismissReasonTitles,
  incidentStatusTitles,
  incidentTermTitles,
} from '../../../../shared/text/monitoring/incidents.ts';
import { formatCaseNumber } from '../../../../shared/text/words.ts';
import { useFormats, useNow } from '../../../lib/format.ts';
import { DeadlineLine, DeadlineWords } from '../../../ui/deadline.tsx';
import { Icon } from '../../../ui/icons.tsx';
import { Kbd } from '../../../ui/kbd.tsx';
import { Mark, Note, type Tone } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { caseHref } from '../../base/case-kit/near-list.tsx';
import type { Talk } from './talk.ts';

const statusTones: Readonly<Record<IncidentCard['status'], Tone>> = {
  captured: 'info',
  dismissed: 'quiet',
  sorted: 'info',
  sent: 'info',
  refused: 'warning',
  accepted: 'info',
  approval: 'info',
  published: 'ok',
  dialogue: 'warning',
  interim: 'warning',
  closed: 'ok',
  merged: 'quiet',
  converted: 'ok',
};

/** Which incident it is, what became of it, its terms. */
export function TalkHead({ card, talk }: { card: IncidentCard; talk: Talk }): ReactNode {
  return (
    <header className="talk__head">
      <p className="cluster">
        <span className="number">{card.number}</span>
        {card.posts > 1 && <span className="small">{postsWords(card.posts)}</span>}
        <Mark tone={statusTones[card.status]}>{incidentStatusTitles[card.status]}</Mark>
        {talk.main?.url && (
          <span className="push small">
            <a className="talk__open" href={talk.main.url} target="_blank" rel="noopener noreferrer">
              Открыть<span className="aloud"> в сети</span> <Icon name="link" size="text" />
            </a>{' '}
            <Kbd keys="Shift+KeyG" />
          </span>
        )}
      </p>
      <h2>{card.title}</h2>
      <Ended card={card} />
      {card.terms.length > 0 && (
        <ul className="talk__terms" aria-label="Сроки">
          {orderTerms(card.terms).map((term) => (
            <TermRow key={`${term.kind} ${term.startedAt}`} term={term} />
          ))}
        </ul>
      )}
    </header>
  );
}

function TermRow({ term }: { term: IncidentTerm }): ReactNode {
  const { zone } = useFormats();
  const now = useNow();
  const share = termShare(term, now);
  return (
    <li>
      <span className="talk__term">
        <span className="muted">{incidentTermTitles[term.kind]}</span>{' '}
        <b>
          <DeadlineWords share={share}>{termHeadWords(term, zone, now)}</DeadlineWords>
        </b>{' '}
        {term.endedAt === null && <span className="muted small">{termEndWords(term, zone, now)}</span>}
      </span>
      <DeadlineLine share={share} />
    </li>
  );
}

/** Why nothing more is done with it, or where it went. */
function Ended({ card }: { card: IncidentCard }): ReactNode {
  const { dismissReason, closeReason, refusal, mergedInto, caseNumber } = card;
  if (mergedInto)
    return (
      <Note>
        <p>
          Записи перешли в{' '}
          <PageLink to="/staff/social" search={{ id: mergedInto.id, tab: 'open' }}>
            {mergedInto.number}
          </PageLink>
          .
        </p>
      </Note>
    );
  return (
    <>
      {dismissReason && <Note>Отклонён: {dismissReasonTitles[dismissReason]}.</Note>}
      {closeReason && <Note>Закрыт: {closeReason}</Note>}
      {refusal && <Note>Вернули, не наше: {refusal}</Note>}
      {caseNumber && (
        <Note>
          <p>
            Стал делом <PageLink to={caseHref(caseNumber)}>{formatCaseNumber(caseNumber)}</PageLink>.
          </p>
        </Note>
      )}
    </>
  );
}
