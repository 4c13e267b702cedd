import type { ReactNode } from 'react';
import type { ColumnChart } from '../../../../shared/charts/chart.ts';
import type { ConflictCard } from '../../../../shared/contract/monitoring/conflicts.ts';
import {
  conflictStateTitles,
  outcomeTitles,
  riskTitles,
  triggerTitles,
} from '../../../../shared/text/monitoring/conflicts.ts';
import { formatNumber } from '../../../../shared/text/numbers.ts';
import { MINUTE } from '../../../../shared/time.ts';
import { useFormats } from '../../../lib/format.ts';
import { usePermission } from '../../../lib/session.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { ChartFigure } from '../../../ui/chart/chart.tsx';
import { Icon } from '../../../ui/icons.tsx';
import { Kbd } from '../../../ui/kbd.tsx';
import { Mark, type Tone } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Section } from '../../../ui/section.tsx';
import { HistoryPart } from '../../base/parts/history-part.tsx';
import { ClashPart, EvidencePart, SignalsPart } from './evidence-part.tsx';
import type { ConflictActs } from './use-conflict-acts.ts';

export const riskTones: Readonly<Record<ConflictCard['risk'], Tone>> = {
  high: 'danger',
  medium: 'warning',
  low: 'quiet',
};

interface Props {
  card: ConflictCard;
  acts: ConflictActs;
  onDialog: (kind: 'change' | 'close') => void;
}

/** The middle pane: what quarrels with what, how people went on, what was wrong. */
export function ConflictPane({ card, acts, onDialog }: Props): ReactNode {
  return (
    <div className="conflict">
      <Head card={card} />
      {card.signalLines.map((signal) => (
        <ClashPart key={signal.id} signal={signal} evidence={card.evidence} />
      ))}
      {card.wrong && (
        <Section title="Что ответили не так" isSmall className="conflict__part">
          <p className="conflict__words">{card.wrong}</p>
        </Section>
      )}
      <CoursePart card={card} />
      <ErrorsPart card={card} acts={acts} />
      <SignalsPart signals={card.signalLines} />
      <PartsPart card={card} />
      <EvidencePart evidence={card.evidence} />
      <HistoryPart label="Что делали с конфликтом" history={card.history} className="conflict__part" />
      <Verdicts card={card} acts={acts} onDialog={onDialog} />
    </div>
  );
}

function Head({ card }: { card: ConflictCard }): ReactNode {
  const formats = useFormats();
  const { number, title, risk, state, openedAt, trigger, outcome, outcomeNote, closedAt, leader } = card;
  return (
    <header className="conflict__head">
      <p className="conflict__line">
        <span className="number-of-case">{number}</span>{' '}
        <span className="muted small">
          {formats.short(openedAt)} · {triggerTitles[trigger]}
        </span>
        <span className="push">
          <Mark tone={riskTones[risk]} icon={risk === 'high' ? 'alert' : 'up'}>
            {riskTitles[risk]}
          </Mark>
        </span>
      </p>
      <h2 className="conflict__title">{title}</h2>
      <p>
        {state === 'closed' && outcome && closedAt ? (
          <>
            <Mark tone="ok">{outcomeTitles[outcome]}</Mark> {formats.short(closedAt)}. {outcomeNote}
          </>
        ) : (
          <>
            <Mark tone={card.isLate ? 'danger' : 'quiet'}>
              {card.isLate ? 'срок вышел' : 'уладить до'} {formats.short(card.dueAt)}
            </Mark>{' '}
            {leader ? `Ведёт ${leader}` : conflictStateTitles[state]}
            {card.unitTitle && `, отвечал орган: ${card.unitTitle}`}
          </>
        )}
      </p>
    </header>
  );
}

/** Comments by quarters of an hour, angry ones at the bottom of each column. */
function CoursePart({ card }: { card: ConflictCard }): ReactNode {
  const formats = useFormats();
  const { course } = card;
  if (!course) return null;
  const write = (value: number) => formatNumber(value);
  const chart: ColumnChart = {
    kind: 'columns',
    title: `Комментарии по ${course.minutes} минут`,
    of: 'С',
    empty: 'комментариев нет',
    measure: { write, tick: write, isWhole: true },
    categories: course.angry.map((_, at) => {
      const title = formats.time(Date.parse(course.from) + at * course.minutes * MINUTE);
      return { title, short: title };
    }),
    series: [
      { title: 'недовольные', values: course.angry },
      { title: 'прочие', values: course.other },
    ],
    total: 'всего',
  };
  return (
    <Section title="Как шёл разговор" isSmall className="conflict__part">
      {course.said.length > 0 && (
        <p className="muted small">
          Отвечали: {course.said.map(({ at, who }) => `${formats.time(at)} ${who}`).join(', ')}
        </p>
      )}
      <ChartFigure chart={chart} size="small" isTitleAbove={false} />
    </Section>
  );
}

/** «Что было не так»: 1–9 put and take off a mark; each is kept at once. */
function ErrorsPart({ card, acts }: { card: ConflictCard; acts: ConflictActs }): ReactNode {
  const formats = useFormats();
  const { errorKinds, errors, reviewedBy, reviewedAt } = card;
  const mayReview = card.can.includes('review');
  const chosen = errors ?? [];
  return (
    <Section
      title={
        <>
          Что было не так{' '}
          {mayReview && (
            <span className="hints wide-only">
              <Kbd keys="Digit1" />–<Kbd keys="Digit9" /> отметить
            </span>
          )}
        </>
      }
      isSmall
      className="conflict__part"
    >
      {/* biome-ignore lint/a11y/useSemanticElements: marks kept one by one, not fields of a form */}
      <div className="conflict__errors" role="group" aria-label="Ошибки общения">
        {errorKinds.map(({ id, title }) => (
          <button
            key={id}
            type="button"
            className={chosen.includes(id) ? 'chip chip--on' : 'chip chip--unsure'}
            aria-pressed={chosen.includes(id)}
            aria-disabled={!mayReview || undefined}
            onClick={() => mayReview && turnError(card, acts, id)}
          >
            {chosen.includes(id) && <Icon name="check" size="small" />}
            {title}
          </button>
        ))}
      </div>
      {reviewedAt ? (
        <p className="muted small">
          {chosen.length === 0 && 'Ошибок не было. '}Разбор: {reviewedBy}, {formats.short(reviewedAt)}
        </p>
      ) : (
        <p className="muted small">
          Разбора ещё нет.{' '}
          {mayReview && (
            <button type="button" className="link-button" onClick={() => sendErrors(card, acts, [])}>
              Ошибок не было
            </button>
          )}
        </p>
      )}
    </Section>
  );
}

const sendErrors = (card: ConflictCard, { review }: ConflictActs, errors: string[]) =>
  review.mutate({ params: { id: card.id }, body: { version: card.version, errors } });

/** Puts a mark, or takes it off. */
export function turnError(card: ConflictCard, acts: ConflictActs, id: string): void {
  if (acts.review.isPending) return;
  const chosen = card.errors ?? [];
  sendErrors(card, acts, chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
}

function PartsPart({ card }: { card: ConflictCard }): ReactNode {
  const { incidents, pages } = card;
  if (incidents.length + pages.length === 0) return null;
  return (
    <Section title="Участвуют" isSmall className="conflict__part">
      <ul className="plain-rows">
        {pages.map(({ id, title }) => (
          <li key={id}>Страница «{title}»</li>
        ))}
        {incidents.map(({ id, number, title }) => (
          <li key={id}>
            <PageLink to="/staff/social" search={{ id }}>
              Инцидент № {number}
            </PageLink>
            <span className="line-below muted small">{title}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Verdicts({ card, acts, onDialog }: Props): ReactNode {
  const seen = { params: { id: card.id }, body: { version: card.version } };
  const has = (act: string) => card.can.includes(act);
  const mayPropose = usePermission('working-group.take-part');
  if (card.can.length === 0) return null;
  return (
    <div className="conflict__acts">
      {has('take') && (
        <Button hint="KeyT" busy={acts.take.isPending} onClick={() => acts.take.mutate(seen)}>
          {card.leader ? 'Вести вместо' : 'Вести'}
        </Button>
      )}
      {has('change') && (
        <Button hint="KeyE" onClick={() => onDialog('change')}>
          Изменить
        </Button>
      )}
      {has('close') && (
        <Button
          hint="KeyX"
          disabledReason={card.errors === null && 'Сначала отметьте, что было не так, или что ошибок не было'}
          onClick={() => onDialog('close')}
        >
          Закрыть
        </Button>
      )}
      {card.errors !== null && card.errors.length > 0 && mayPropose && (
        <ButtonLink
          to="/staff/recommendations"
          search={{
            ground: `Конфликт № ${card.number}. ${card.title}`,
            href: `/staff/conflicts?id=${card.id}`,
          }}
        >
          К рекомендации
        </ButtonLink>
      )}
      {has('reopen') && (
        <Button busy={acts.reopen.isPending} onClick={() => acts.reopen.mutate(seen)}>
          Открыть снова
        </Button>
      )}
    </div>
  );
}
