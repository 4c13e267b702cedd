import type { ReactNode } from 'react';
import type {
  IndicatorSlice,
  IndicatorValue,
  IndicatorWords,
} from '../../../../shared/contract/heatmap/indicators.ts';
import {
  behindIncidents,
  behindWords,
  directionWords,
  formatIndicator,
  goalWords,
  indicatorCode,
  isMet,
  isOfIncidents,
} from '../../../../shared/text/heatmap/indicators.ts';
import { formatNumber } from '../../../../shared/text/numbers.ts';
import { Mark } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { behindHref } from './indicator-parts.ts';

/** What an indicator shows of itself, in a row of the table as on its card. */

export interface IndicatorRow {
  words: IndicatorWords;
  now: IndicatorValue;
  before: IndicatorValue | undefined;
  year: IndicatorValue | undefined;
}

/** What it is, how it is counted and whose it is: opened by a press, not by a pointer alone. */
export function IndicatorName({ words }: { words: IndicatorWords }): ReactNode {
  return (
    <details className="indicators__name">
      <summary>
        {indicatorCode(words.id)}. {words.title}
      </summary>
      <p className="small">{words.formula}.</p>
      <p className="small muted">
        {words.better === 'up' ? 'Больше — лучше' : 'Меньше — лучше'}. Отвечает {words.owner}. Источник:{' '}
        {words.source}.
      </p>
    </details>
  );
}

export function IndicatorNumber({ row: { words, now } }: { row: IndicatorRow }): ReactNode {
  const parts = now.parts.filter(({ value }) => value !== null);
  return (
    <>
      {now.lacks === null ? (
        <b className="indicators__value">{formatIndicator(now.value, words.unit)}</b>
      ) : (
        <span className="muted">{now.lacks}</span>
      )}
      {parts.map(({ key, title, unit, value }) => (
        <span key={key} className="indicators__part small muted">
          {title}: {formatIndicator(value, unit)}
        </span>
      ))}
    </>
  );
}

export function IndicatorGoal({ row: { words, now } }: { row: IndicatorRow }): ReactNode {
  const goal = goalWords(words);
  if (!goal) return <span className="muted">цели нет</span>;
  if (now.value === null) return <span className="muted">{goal}</span>;
  return <Mark tone={isMet(now.value, words) ? 'ok' : 'warning'}>{goal}</Mark>;
}

/** «10 в цели, 7 хуже цели, 3 без цели»: the whole sheet before its cards are read. */
export function GoalsMet({ rows }: { rows: readonly IndicatorRow[] }): ReactNode {
  const told = rows.filter(({ words, now }) => goalWords(words) && now.value !== null);
  const met = told.filter(({ words, now }) => now.value !== null && isMet(now.value, words)).length;
  return (
    <p className="indicators__met">
      {met > 0 && <Mark tone="ok">{formatNumber(met)} в цели</Mark>}
      {told.length > met && <Mark tone="warning">{formatNumber(told.length - met)} хуже цели</Mark>}
      {rows.length > told.length && (
        <Mark tone="quiet">{formatNumber(rows.length - told.length)} без цели или данных</Mark>
      )}
    </p>
  );
}

export function FormerNumber({
  row: { words, now },
  former,
}: {
  row: IndicatorRow;
  former: IndicatorValue | undefined;
}): ReactNode {
  if (!former) return <span className="muted">…</span>;
  const words2 = directionWords(now.value, former.value, words.better);
  return (
    <>
      <span className="nowrap">{formatIndicator(former.value, words.unit)}</span>
      {words2 && <span className="indicators__part small muted">теперь {words2}</span>}
    </>
  );
}

/** Opens the list of the cases the number is of. */
export function IndicatorCases({
  row: { words, now },
  filter,
}: {
  row: IndicatorRow;
  filter: IndicatorSlice;
}): ReactNode {
  if (!now.cases || !now.listed) return <span className="muted">—</span>;
  return (
    <PageLink to={behindHref(words.id, filter)}>
      {isOfIncidents(words.id)
        ? behindIncidents(words.id, now.cases, now.listed)
        : behindWords(now.cases, now.listed)}
      <span className="aloud"> показателя {words.title}</span>
    </PageLink>
  );
}
