import type { ReactNode } from 'react';
import type { PageLine, Register } from '../../../../shared/contract/pages/register.ts';
import type { CheckState, VerificationState } from '../../../../shared/contract/pages/register-proof.ts';
import type { PageWeek, WeekState } from '../../../../shared/contract/pages/register-week.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import {
  checkStateTitles,
  tellGrowth,
  verificationTitles,
  weekCount,
  weekWords,
} from '../../../../shared/text/pages/register.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { uncapitalise } from '../../../../shared/text/words.ts';
import { Status, type Tone } from '../../../ui/mark.tsx';

interface Checked {
  checks: readonly { id: string; state: CheckState }[];
}

/** «Есть 9 из 12. Нет: обложка. Снимок устарел: госметка.» */
function tellChecks({ checks }: Checked, known: Register['checks']): string {
  const named = (state: CheckState) =>
    checks
      .filter((check) => check.state === state)
      .map(({ id }) => known.find((one) => one.id === id)?.title ?? id)
      .join(', ');
  const there = checks.filter(({ state }) => state === 'there').length;
  const rest = (['missing', 'stale', 'unseen'] as const).flatMap((state) =>
    named(state) ? [` ${checkStateTitles[state]}: ${named(state)}.`] : [],
  );
  return `Есть ${there} из ${checks.length}.${rest.join('')}`;
}

/** The checks in a row; the number of what is not proved stands in its place. */
export function CheckStrip({ checks, known }: Checked & { known: Register['checks'] }): ReactNode {
  return (
    <span className="checkstrip" role="img" aria-label={tellChecks({ checks }, known)}>
      {checks.map(({ id, state }, at) => (
        <span
          key={id}
          className={`checkstrip__${state}`}
          title={`${known[at]?.title ?? id}: ${checkStateTitles[state]}`}
        >
          {state !== 'there' && at + 1}
        </span>
      ))}
    </span>
  );
}

/** How the squares are read. */
export function RegisterLegend({ known }: { known: Register['checks'] }): ReactNode {
  const samples = ['there', 'missing', 'stale', 'unseen'] as const;
  return (
    <div className="register__legend muted small">
      <p>
        {known.map(({ id, title }, at) => (
          <span key={id}>
            <b>{at + 1}</b> {uncapitalise(title)}
          </span>
        ))}
      </p>
      <p>
        {samples.map((state) => (
          <span key={state}>
            <span className="checkstrip" aria-hidden="true">
              <span className={`checkstrip__${state}`} />
            </span>{' '}
            {checkStateTitles[state]}
          </span>
        ))}
        <span>
          <span className="norm" aria-hidden="true">
            <span className="norm__stood" />
          </span>{' '}
          стоит сутки
        </span>
        <span>
          <span className="norm" aria-hidden="true">
            <span className="norm__fresh" />
          </span>{' '}
          вышло, сутки не прошли
        </span>
      </p>
    </div>
  );
}

/** More squares than these say nothing more. */
const MOST = 10;

export const weekTones: Readonly<Record<WeekState, Tone>> = {
  met: 'ok',
  likely: 'quiet',
  going: 'quiet',
  warned: 'warning',
  missed: 'danger',
  pending: 'quiet',
  unknown: 'quiet',
};

/** A week as squares of its norm and «3 + 1 из 5»; of one that nobody knows only why. */
export function WeekNorm({ week }: { week: PageWeek }): ReactNode {
  const { state, stood, fresh, norm } = week;
  if (stood === null || fresh === null) return <span className="muted">{weekWords(week)}</span>;
  const classOf = (at: number) => {
    if (at < stood) return 'norm__stood';
    return at < stood + fresh ? 'norm__fresh' : '';
  };
  return (
    <span className="week-norm">
      <span className="norm" aria-hidden="true">
        {Array.from({ length: Math.min(norm, MOST) }, (_, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: squares are all alike and never move
          <span key={at} className={classOf(at)} />
        ))}
      </span>
      <Status tone={weekTones[state]}>{weekCount(week)}</Status>
      {week.why && <span className="muted small">{weekWords({ ...week, stood: null })}</span>}
    </span>
  );
}

const verificationTones: Readonly<Record<VerificationState, Tone>> = {
  not_started: 'quiet',
  documents: 'info',
  submitted: 'info',
  needs_fix: 'warning',
  verified: 'ok',
  revoked: 'danger',
};

/** «✓ подтверждена», «◆ отозвана 12.11». */
export function VerificationStatus(props: { state: VerificationState; on?: string | null }): ReactNode {
  const { state, on } = props;
  return (
    <Status tone={verificationTones[state]}>
      {verificationTitles[state]}
      {on && state !== 'verified' && ` ${formatDay(on).slice(0, 5)}`}
    </Status>
  );
}

/** «1 530 подписчиков, за месяц +12»; nothing where nobody knows. */
export function FollowersWords({ page }: { page: PageLine }): ReactNode {
  const { followers, followersMonthAgo } = page;
  if (followers === null) return null;
  return (
    <span className="line-below muted small">
      {counted(followers, 'подписчик', 'подписчика', 'подписчиков')}
      {followersMonthAgo !== null && `, за месяц ${tellGrowth(followers - followersMonthAgo)}`}
    </span>
  );
}
