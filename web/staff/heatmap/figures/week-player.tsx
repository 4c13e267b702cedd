import { type CSSProperties, type ReactNode, useEffect, useRef, useState } from 'react';
import { smallest } from '../../../../shared/charts/heat-scale.ts';
import { type RatioValue, readRatio, tellRatio } from '../../../../shared/charts/ratio-heat.ts';
import { type HeatFilter, listWeeks, type Measure } from '../../../../shared/contract/heatmap/heatmap.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { formatRange } from '../../../../shared/text/dates.ts';
import { heatRatioOf, type Ratio, tellParts } from '../../../../shared/text/heatmap/ratios.ts';
import { formatNumber } from '../../../../shared/text/numbers.ts';
import {
  addDays,
  isWeek,
  type Period,
  shiftPeriod,
  weekNumber,
  weekOf,
} from '../../../../shared/text/periods.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { announce } from '../../../lib/announce.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { useRoute } from '../../../lib/query.ts';
import { IconButton } from '../../../ui/button.tsx';
import { bindValue } from '../../../ui/forms/fields.ts';
import { FilterSelect } from '../../../ui/forms/filter-select.tsx';
import { Kbd } from '../../../ui/kbd.tsx';
import { measureWords } from './heat-filter.ts';
import { useIsStill } from './use-is-still.ts';

type Week = RouteReply<typeof listWeeks>['weeks'][number];

/** How long one week stands while they are played, ms, by the chosen speed. */
const speeds = [
  { value: 'slow', label: 'медленно', ms: 2400 },
  { value: 'usual', label: 'обычно', ms: 1200 },
  { value: 'fast', label: 'быстро', ms: 600 },
] as const;
type Speed = (typeof speeds)[number]['value'];
/** The usual one first: a select is marked when it is not. */
const speedChoices = [speeds[1], speeds[0], speeds[2]];
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
  const isStill = useIsStill();
  const [speed, setSpeed] = useState<Speed>('usual');
  const stepTime = speeds.find(({ value }) => value === speed)!.ms;
  usePlaying(weeks, isPlaying, { ...props, stepTime });
  const move = (by: 1 | -1) => {
    onPlay(false);
    onPeriod(shiftPeriod(period, by));
  };
  const isLast = period.to >= today;
  const play = () => {
    if (!isStill) return onPlay(!isPlaying);
    // Nothing plays by itself: a press shows one week more.
    const at = weeks.findIndex(({ from }) => from === period.from);
    const next = weeks[at + 1] ?? weeks[0];
    if (!next) return;
    onPeriod({ from: next.from, to: next.to });
    announce(describeWeek(next, props.filter.measure));
  };
  useHotkeys('Тепловая карта', [
    { keys: 'BracketLeft', label: 'Период раньше', run: () => move(-1) },
    { keys: 'BracketRight', label: 'Период позже', run: () => !isLast && move(1) },
    { keys: 'Space', label: isStill ? 'Показать следующую неделю' : 'Показать по неделям', run: play },
  ]);
  return (
    <section
      className="player"
      aria-label="Время"
      // Only within the player: on the map arrows move the map.
      onKeyDown={(event) => {
        const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key] as -1 | 1 | undefined;
        if (!by || event.target instanceof HTMLSelectElement || (by === 1 && isLast)) return;
        event.preventDefault();
        move(by);
      }}
    >
      <div className="player__controls">
        <IconButton icon="left" label="Период раньше" onClick={() => move(-1)} />
        <IconButton
          icon={isPlaying ? 'pause' : 'play'}
          label={isStill ? 'Показать следующую неделю' : isPlaying ? 'Остановить' : 'Показать по неделям'}
          aria-pressed={isPlaying}
          onClick={play}
        />
        <IconButton
          icon="next"
          label="Период позже"
          disabledReason={isLast && 'Позже сегодняшнего дня данных нет'}
          onClick={() => move(1)}
        />
        {!isStill && (
          <FilterSelect form={bindValue(speed, setSpeed)} name="value" label="Темп" choices={speedChoices} />
        )}
      </div>
      <WeekBars
        weeks={weeks}
        period={period}
        measure={props.filter.measure ?? 'open'}
        onPress={(week) => {
          onPlay(false);
          onPeriod({ from: week.from, to: week.to });
        }}
      />
      <p className="player__words">
        <b className="number">{isWeek(period) ? `Неделя ${weekNumber(period.from)}` : 'Период'}</b>
        <span className="small">
          {formatRange(period.from, period.to, 'UTC')} <Kbd keys="BracketLeft" /> <Kbd keys="BracketRight" />
          {' · '}
          <Kbd keys="Space" />
        </span>
      </p>
    </section>
  );
}

function WeekBars(props: {
  weeks: readonly Week[];
  period: Period;
  measure: Measure;
  onPress: (week: Week) => void;
}): ReactNode {
  const { weeks, period, measure, onPress } = props;
  const heights = weeks.map((week) => heightOf(week, measure));
  const most = Math.max(heatRatioOf(measure) ? 0.01 : 1, ...heights);
  if (weeks.length === 0) return <div className="weeks" />;
  return (
    <ol className="weeks">
      {weeks.map((week, at) => (
        <li key={week.from}>
          <button
            type="button"
            aria-current={week.from >= period.from && week.to <= period.to ? 'date' : undefined}
            aria-label={describeWeek(week, measure)}
            title={describeWeek(week, measure)}
            onClick={() => onPress(week)}
          >
            <i style={{ '--part': (heights[at] ?? 0) / most } as CSSProperties} />
            <span>{week.number}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}

/** «Неделя 47, 16–22 ноября: 31 сообщение», of a stock what there was at its end. */
function describeWeek(week: Week, measure: Measure = 'open'): string {
  const { number, from, to, count } = week;
  const ratio = heatRatioOf(measure);
  const title = `Неделя ${number}, ${formatRange(from, to, 'UTC')}`;
  if (count === null) return `${title}: нет данных`;
  if (ratio) return `${title}: ${measureWords[measure].title} — ${tellWeek(week, ratio)}`;
  if (measure === 'received') return `${title}: ${counted(count, 'сообщение', 'сообщения', 'сообщений')}`;
  return `${title}: ${measureWords[measure].title} — ${formatNumber(count)}`;
}

const ratioOfWeek = ({ count, whole = null }: Week, ratio: Ratio): RatioValue =>
  readRatio(ratio, { part: count, whole }, smallest);

/** «25 %, 12 из 48 открытых», or why there is no number. */
function tellWeek(week: Week, ratio: Ratio): string {
  const told = ratioOfWeek(week, ratio);
  if (told.gap === 'nothing') return 'не из чего считать';
  return `${tellRatio(ratio, told)}, ${tellParts(ratio, { part: week.count, whole: week.whole ?? null })}`;
}

/** A ratio that does not tell stands as nothing. */
function heightOf(week: Week, measure: Measure): number {
  const ratio = heatRatioOf(measure);
  return ratio ? (ratioOfWeek(week, ratio).value ?? 0) : (week.count ?? 0);
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
  player: {
    period: Period;
    filter: HeatFilter;
    stepTime: number;
    onPlay: (isPlaying: boolean) => void;
    onPeriod: (period: Period) => void;
  },
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
    announce(describeWeek(week, latest.current.filter.measure));
    const timer = setTimeout(() => {
      if (at + 1 < shown.current.length) setAt(at + 1);
      else latest.current.onPlay(false);
    }, latest.current.stepTime);
    return () => clearTimeout(timer);
  }, [at]);
}
