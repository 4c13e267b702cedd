import type { ReactNode } from 'react';
import {
  type BreachCard,
  type BreachNotice,
  type BreachTerm,
  downloadBreachNotice,
  readBreach,
} from '../../../../shared/contract/base/breaches.ts';
import {
  breachNoticeTitles,
  breachStateTitles,
  breachTermWords,
} from '../../../../shared/text/base/breach-words.ts';
import { buildUrl } from '../../../lib/api.ts';
import { useFormats, useNow } from '../../../lib/format.ts';
import { PageTitle } from '../../../lib/page-title.tsx';
import { useRoute } from '../../../lib/query.ts';
import { useParam } from '../../../lib/router.tsx';
import { ButtonLink } from '../../../ui/button.tsx';
import { Facts } from '../../../ui/figures.tsx';
import { Mark, Note } from '../../../ui/mark.tsx';
import { Section } from '../../../ui/section.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { HistoryPart } from '../../base/parts/history-part.tsx';
import { OutLink } from '../../base/parts/papers.tsx';
import { LedPage } from '../../participation/parts/led-page.tsx';
import { breachBar, breachMarks, breachTermMarks } from './breach-acts.ts';
import { BreachDialog } from './breach-dialogs.tsx';
import { ReadingsPart } from './readings-part.tsx';
import { StepsPart } from './steps-part.tsx';
import './breaches.css';

/** One breach: its terms, what to do, what is known, the notices, who saw what. */
export function BreachPage(): ReactNode {
  const id = useParam('id');
  const data = useRoute(readBreach, { params: { id } }, { refreshEvery: 30_000 });
  return (
    <LedPage
      title="Инцидент с данными"
      query={data}
      failed="Инцидент не загрузился"
      unknown={
        <EmptyState
          title="Такого инцидента нет"
          action={<ButtonLink to="/staff/breaches">К инцидентам</ButtonLink>}
        />
      }
      bar={breachBar}
      dialog={(card, act, close) => <BreachDialog card={card} act={act} onClose={close} />}
    >
      {(card) => <Breach card={card} />}
    </LedPage>
  );
}

function Breach({ card }: { card: BreachCard }): ReactNode {
  const formats = useFormats();
  return (
    <>
      <PageTitle text={`Инцидент с данными № ${card.serial}`} />
      <p className="cluster">
        <Mark tone={breachMarks[card.state]}>{breachStateTitles[card.state]}</Mark>
        <span className="muted">выявлен {formats.dateTime(card.discoveredAt)}</span>
      </p>
      {card.outcome && (
        <Note>
          <p>{card.outcome}</p>
        </Note>
      )}
      <div className="breaches__terms">
        {card.terms.map((term) => (
          <TermPart key={term.notice} card={card} term={term} />
        ))}
      </div>
      <SendToPart card={card} />
      <StepsPart card={card} />
      <Section title="Сведения для уведомлений" isSmall className="desk__sheet">
        <Facts
          facts={card.facts.map(({ title, value }) => [
            title,
            value || <span className="muted">не заполнено</span>,
          ])}
        />
      </Section>
      <ReadingsPart card={card} />
      <HistoryPart label="Что делали с инцидентом" history={card.history} className="desk__sheet" />
    </>
  );
}

/** Where notices go, outside, and by which law. */
function SendToPart({ card }: { card: BreachCard }): ReactNode {
  if (!card.terms.some(({ state }) => state === 'runs' || state === 'late')) return null;
  const { title, address, words } = card.sendTo;
  return (
    <Section title="Куда отправлять" isSmall className="desk__sheet">
      <p>
        <OutLink href={address}>{title}</OutLink>
      </p>
      <p>{words}</p>
      <p className="muted small">{card.legal}</p>
    </Section>
  );
}

/** A notice: by when, what is left, what it lacks, its paper. */
function TermPart({ card, term }: { card: BreachCard; term: BreachTerm }): ReactNode {
  const formats = useFormats();
  const now = useNow();
  const { notice, dueAt, sentAt, number } = term;
  const gaps = sentAt === null && term.state !== 'ended' ? (card.gaps[notice] ?? []) : [];
  return (
    <Section title={breachNoticeTitles[notice]} isSmall className="desk__sheet">
      <p>
        <Mark tone={breachTermMarks[term.state]}>{breachTermWords(term, now)}</Mark>
      </p>
      <p>Срок: {formats.dateTime(dueAt)}</p>
      {sentAt && (
        <p>
          Отправлено {formats.dateTime(sentAt)}, № {number}
        </p>
      )}
      {gaps.length > 0 && <p>Не заполнено: {gaps.join('; ')}.</p>}
      <p className="cluster">
        <PaperLink id={card.id} notice={notice} format="docx" />
        <PaperLink id={card.id} notice={notice} format="pdf" />
      </p>
    </Section>
  );
}

function PaperLink(props: { id: string; notice: BreachNotice; format: 'docx' | 'pdf' }): ReactNode {
  const { id, notice, format } = props;
  return (
    <OutLink href={buildUrl(downloadBreachNotice, { params: { id, notice }, query: { format } })}>
      {breachNoticeTitles[notice]}, {format === 'docx' ? 'Word' : 'PDF'}
    </OutLink>
  );
}
