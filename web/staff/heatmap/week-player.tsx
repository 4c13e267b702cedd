import { type CSSProperties, type ReactNode, useEffect, useRef, useState } from 'react';
import { type HeatFilter, listWeeks } from '../../../shared/contract/heatmap.ts';
import type { RouteReply } from '../../../shared/contract/route.ts';
import { formatRange } from '../../../shared/text/dates.ts';
import { counted } from '../../../shared/text/plural.ts';
import { announce } from '../../lib/announce.ts';
import { useHotkeys } from '../../lib/hotkeys.ts';
import { useRoute } from '../../lib/query.ts';
import { IconButton } from '../../ui/button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { addDays } from '../../ui/month-days.ts';
import { isWeek, type Period, shiftPeriod, weekNumber, weekOf } from '../parts/period.ts';

type Week = RouteReply<typeof listWeeks>['weeks'][number];

/** How long one week stands while they are played, ms. */
const stepTime = 1200;
/** Weeks the server tells of. */
const shownWeeks = 13;

/** Thirteen weeks as bars; a press shows one, `[` and `]` move the period, «Показать по неделям» plays them. */
export function WeekPlayer(props: {
  filter: HeatFilter;
  period: Period;
  today: string;
  isPlaying: boolean;
  onPlay: (isPlaying: boolean) => void;
  onPeriod: (period: Period) => void;
}): ReactNode {
  const { period, today, isPlaying, onPlay, onPeriod } = props;
  const until = findLastDay(period, today);
  const { data } = useRoute(listWeeks, { query: { ...props.filter, from: addDays(until, -6), to: until } });
  const weeks = data?.weeks ?? [];
  usePlaying(weeks, isPlaying, props);
  const move = (by: 1 | -1) => {
    onPlay(false);
    onPeriod(shiftPeriod(period, by));
  };
  const isLast = period.to >= today;
  useHotkeys('Тепловая карта', [
    { keys: 'BracketLeft', label: 'Период раньше', run: () => move(-1) },
    { keys: 'BracketRight', label: 'Период позже', run: () => !isLast && move(1) },
  ]);
  return (
    <section className="player" aria-label="Время">
      <div className="player__controls">
        <IconButton icon="left" label="Период раньше" onClick={() => move(-1)} />
        <IconButton
          icon={isPlaying ? 'pause' : 'play'}
          label={isPlaying ? 'Остановить' : 'Показать по неделям'}
          aria-pressed={isPlaying}
          onClick={() => onPlay(!isPlaying)}
        />
        <IconButton
          icon="next"
          label="Период позже"
          disabledReason={isLast && 'Позже сегодняшнего дня данных нет'}
          onClick={() => move(1)}
        />
      </div>
      <WeekBars
        {...{ weeks, period }}
        onPress={(week) => {
          onPlay(false);
          onPeriod({ from: week.from, to: week.to });
        }}
      />
      <p className="player__words">
        <b className="number">{isWeek(period) ? `Неделя ${weekNumber(period.from)}` : 'Период'}</b>
        <span className="small">
          {formatRange(period.from, period.to, 'UTC')} <Kbd keys="BracketLeft" /> <Kbd keys="BracketRight" />
        </span>
      </p>
    </section>
  );
}

function WeekBars(props: {
  weeks: readonly Week[];
  period: Period;
  onPress: (week: Week) => void;
}): ReactNode {
  const { weeks, period, onPress } = props;
  const most = Math.max(1, ...weeks.map(({ count }) => count));
  if (weeks.length === 0) return <div className="weeks" />;
  return (
    <ol className="weeks">
      {weeks.map((week) => (
        <li key={week.from}>
          <button
            type="button"
            aria-current={week.from >= period.from && week.to <= period.to ? 'date' : undefined}
            aria-label={describeWeek(week)}
            title={describeWeek(week)}
            onClick={() => onPress(week)}
          >
            <i style={{ '--part': week.count / most } as CSSProperties} />
            <span>{week.number}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}

function describeWeek(week: Week): string {
  const words = counted(week.count, 'сообщение', 'сообщения', 'сообщений');
  return `Неделя ${week.number}, ${formatRange(week.from, week.to, 'UTC')}: ${words}`;
}

/** Bars stand still while the period moves within the latest thirteen weeks, and follow it further back. */
function findLastDay(period: Period, today: string): string {
  const latest = weekOf(today).to;
  return period.from >= addDays(latest, -7 * shownWeeks + 1) ? latest : period.to;
}

/** One week after another from the first bar, or on from the shown one, until the last. */
function usePlaying(
  weeks: readonly Week[],
  isPlaying: boolean,
  player: { period: Period; onPlay: (isPlaying: boolean) => void; onPeriod: (period: Period) => void },
): void {
  const latest = useRef(player);
  latest.current = player;
  const [at, setAt] = useState(-1);
  const isReady = weeks.length > 0;
  const shown = useRef(weeks);
  shown.current = weeks;
  useEffect(() => {
    if (!isPlaying || !isReady) return setAt(-1);
    const { period } = latest.current;
    const current = isWeek(period) ? shown.current.findIndex(({ from }) => from === period.from) : -1;
    setAt(current === shown.current.length - 1 ? 0 : current + 1);
  }, [isPlaying, isReady]);
  useEffect(() => {
    const week = shown.current[at];
    if (at < 0 || !week) return;
    latest.current.onPeriod({ from: week.from, to: week.to });
    announce(describeWeek(week));
    const timer = setTimeout(() => {
      if (at + 1 < shown.current.length) setAt(at + 1);
      else latest.current.onPlay(false);
    }, stepTime);
    return () => clearTimeout(timer);
  }, [at]);
}
