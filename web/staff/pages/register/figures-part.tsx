import type { ReactNode } from 'react';
import type { LineChart } from '../../../../shared/charts/chart.ts';
import { countMeasure } from '../../../../shared/charts/measures.ts';
import { dayCategory } from '../../../../shared/charts/times.ts';
import type { FollowersDay, PageCard } from '../../../../shared/contract/pages/register.ts';
import { lastOf } from '../../../../shared/lists.ts';
import { daysBetween, formatDay } from '../../../../shared/text/dates.ts';
import { formatNumber } from '../../../../shared/text/numbers.ts';
import { tellGrowth } from '../../../../shared/text/pages/register.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { Button } from '../../../ui/button.tsx';
import { ChartFigure } from '../../../ui/chart/chart.tsx';
import { Section } from '../../../ui/section.tsx';
import type { PageDialogKind } from './page-dialogs.tsx';

const followersChart = (days: readonly FollowersDay[]): LineChart => {
  const [first = ''] = days.map(({ day }) => day);
  const span = Math.max(1, daysBetween(first, days.at(-1)?.day ?? first));
  return {
    kind: 'line',
    title: 'Подписчики по дням',
    of: 'День',
    categories: days.map(({ day, by, source }) => {
      const { title, short } = dayCategory(day);
      return { title: by === 'hand' ? `${title}, вручную${source && `: ${source}`}` : title, short };
    }),
    // A day nobody told of has no point of its own.
    positions: days.map(({ day }) => daysBetween(first, day) / span),
    measure: countMeasure,
    empty: 'не считали',
    series: { title: 'подписчиков', values: days.map(({ count }) => count) },
  };
};

/** Who follows the page, as its network tells or a person wrote down, and how far it reaches. */
export function FiguresPart(props: { card: PageCard; onDialog: (kind: PageDialogKind) => void }): ReactNode {
  const { card, onDialog } = props;
  const { followersDays: days, followersMonthAgo, weekReach, postReach, figuresOn, can } = card;
  const reach = [
    weekReach !== null && `охват за неделю: ${formatNumber(weekReach)}`,
    postReach !== null && `средний охват одной: ${formatNumber(postReach)}`,
  ].filter((one) => one !== false);
  return (
    <Section title="Подписчики и охват" isSmall className="page-pane__part">
      {days.length > 0 ? (
        <Followers last={lastOf(days)} monthAgo={followersMonthAgo} />
      ) : (
        <p>
          {card.followers === null
            ? 'Подписчики ещё не записаны.'
            : `${counted(card.followers, 'подписчик', 'подписчика', 'подписчиков')}, давние.`}
        </p>
      )}
      {days.length > 1 && <ChartFigure chart={followersChart(days)} size="small" isTitleAbove />}
      {reach.length > 0 && (
        <p>
          {reach.join(', ')} на {formatDay(figuresOn ?? '')} <span className="muted small">вручную</span>
        </p>
      )}
      {can.includes('figures') && (
        <Button kind="quiet" onClick={() => onDialog('figures')}>
          Записать
        </Button>
      )}
    </Section>
  );
}

function Followers({ last, monthAgo }: { last: FollowersDay; monthAgo: number | null }): ReactNode {
  return (
    <p>
      {counted(last.count, 'подписчик', 'подписчика', 'подписчиков')} на {formatDay(last.day)}
      {monthAgo !== null && `, за месяц ${tellGrowth(last.count - monthAgo)}`}{' '}
      <span className="muted small">
        {last.by === 'network' ? 'по чтению сети' : `вручную${last.source && `: ${last.source}`}`}
      </span>
    </p>
  );
}
