import type {
  Flow,
  IndicatorLine,
  ReportFigures,
} from '../../../shared/contract/group/head-report-figures.ts';
import { formatIndicator, indicatorCode } from '../../../shared/text/heatmap/indicators.ts';
import { formatDecimal, formatNumber, formatPercent } from '../../../shared/text/numbers.ts';
import { counted } from '../../../shared/text/plural.ts';

const messages = (count: number) => counted(count, 'сообщение', 'сообщения', 'сообщений');
const cases = (count: number) => counted(count, 'дело', 'дела', 'дел');

/** Fewer answers than this and a share says nothing. */
const LEAST = 20;
/** A share that moved less is as it was, in points. */
const POINTS = 2;

/** «на 12 %» of a growth; «вдвое» and above in times, since «на 340 %» is not read by anybody. */
function byHowMuch(now: number, before: number): string {
  const ratio = now / before;
  const times = Math.round(ratio * 10) / 10;
  // «в 5 раз», but «в 3,4 раза»: a fraction takes the genitive singular.
  if (ratio >= 2)
    return Number.isInteger(times)
      ? `в ${counted(times, 'раз', 'раза', 'раз')}`
      : `в ${formatDecimal(times)} раза`;
  return `на ${formatPercent(Math.abs(ratio - 1))}`;
}

function tellFlow(now: Flow, before: Flow): string {
  const [a, b] = [now.received, before.received];
  if (b === 0) return `Поступило ${messages(a)}; в прошлом отчёте не было ни одного.`;
  if (a === b) return `Поступило ${messages(a)} — столько же, сколько в прошлом отчёте.`;
  const word = a > b ? 'больше' : 'меньше';
  const by = a > b ? byHowMuch(a, b) : `на ${formatPercent(1 - a / b)}`;
  return `Поступило ${messages(a)}: ${by} ${word}, чем в прошлом отчёте (${formatNumber(b)}).`;
}

const shareOf = ({ answered, inTime }: Flow): number | null => (answered === 0 ? null : inTime / answered);

function tellInTime(now: Flow, before: Flow): string | null {
  const share = shareOf(now);
  if (share === null) return 'Ответов за период не дано.';
  const former = shareOf(before);
  const told = `В срок дано ${formatPercent(share)} ответов`;
  if (former === null || now.answered < LEAST || before.answered < LEAST) return `${told}.`;
  const points = Math.round((share - former) * 100);
  if (Math.abs(points) < POINTS) return `${told}, как и прежде.`;
  const word = counted(Math.abs(points), 'пункт', 'пункта', 'пунктов');
  return `${told}: на ${word} ${points > 0 ? 'лучше' : 'хуже'}, чем было (${formatPercent(former)}).`;
}

function tellOverdue(now: number, before: number): string {
  if (now === 0)
    return before === 0
      ? 'Просроченных дел нет.'
      : `Просроченных дел не осталось: было ${formatNumber(before)}.`;
  if (now === before) return `Просрочено ${cases(now)}, столько же, сколько было.`;
  return `Просрочено ${cases(now)}: стало ${now > before ? 'больше' : 'меньше'} на ${formatNumber(Math.abs(now - before))}.`;
}

function tellRating(now: Flow, before: Flow): string | null {
  if (now.rating === null || before.rating === null || now.rated < LEAST || before.rated < LEAST) return null;
  const difference = now.rating - before.rating;
  if (Math.abs(difference) < 0.1) return null;
  return `Оценка ответов ${difference > 0 ? 'выросла' : 'снизилась'} с ${formatDecimal(before.rating)} до ${formatDecimal(now.rating)}.`;
}

/** Sectors whose flow moved most, each beyond what comes by itself: two standard errors of the difference. */
function tellSectors(now: ReportFigures, before: ReportFigures): string[] {
  const former = new Map(before.sectors.map((sector) => [sector.code, sector]));
  const moved = now.sectors.flatMap((sector) => {
    const was = former.get(sector.code);
    if (!was) return [];
    const difference = sector.received - was.received;
    const error = Math.sqrt(sector.received + was.received);
    return error > 0 && Math.abs(difference) > 2 * error ? [{ sector, was, difference }] : [];
  });
  moved.sort((a, b) => Math.abs(b.difference) - Math.abs(a.difference));
  return moved
    .slice(0, 3)
    .map(
      ({ sector, was, difference }) =>
        `«${sector.title}»: ${messages(sector.received)}, ${difference > 0 ? 'рост' : 'спад'} на ${formatNumber(Math.abs(difference))} (было ${formatNumber(was.received)}).`,
    );
}

function tellDecisions(now: ReportFigures['decisions'], before: ReportFigures['decisions']): string {
  const issued = `Выдано ${counted(now.issued, 'поручение', 'поручения', 'поручений')}, исполнено ${formatNumber(now.accepted)}`;
  if (now.overdue === 0)
    return before.overdue > 0 ? `${issued}; просроченных не осталось.` : `${issued}; просроченных нет.`;
  const late = `просрочено ${formatNumber(now.overdue)}`;
  return before.overdue === now.overdue
    ? `${issued}; ${late}, как и было.`
    : `${issued}; ${late}, было ${formatNumber(before.overdue)}.`;
}

const zonesOf = (count: number) => counted(count, 'красная зона', 'красные зоны', 'красных зон');

function tellZones(now: ReportFigures['zones'], before: ReportFigures['zones']): string | null {
  if (!now) return null;
  const moves = `за период открыто ${formatNumber(now.opened)}, закрыто данными ${formatNumber(now.closed)}`;
  if (now.red === 0 && now.opened + now.closed === 0) return before?.red ? 'Красных зон не осталось.' : null;
  if (!before) return `Сейчас ${zonesOf(now.red)}: ${moves}.`;
  const was = now.red === before.red ? 'столько же, сколько было' : `было ${formatNumber(before.red)}`;
  return `Сейчас ${zonesOf(now.red)}, ${was}; ${moves}.`;
}

/** By how much an indicator must move to be told, in its own unit; times and days by a share of themselves. */
function moved(unit: IndicatorLine['unit'], now: number, before: number): boolean {
  const change = Math.abs(now - before);
  if (unit === 'share') return change >= POINTS / 100;
  return unit === 'score' ? change >= 0.1 : change >= Math.abs(before) * 0.1;
}

/** Told apart already: the mean of the ratings. */
const toldElsewhere: ReadonlySet<string> = new Set(['K9']);

/** Indicators that moved most against themselves, of those that stand on enough cases in both reports. */
function tellIndicators(now: ReportFigures, before: ReportFigures): string[] {
  if (now.total.answered < LEAST || before.total.answered < LEAST) return [];
  const former = new Map(before.indicators?.map((one) => [one.id, one.value]));
  return (now.indicators ?? [])
    .flatMap(({ id, title, unit, better, value }) => {
      const was = former.get(id) ?? null;
      if (value === null || was === null || toldElsewhere.has(id) || !moved(unit, value, was)) return [];
      const isBetter = value > was === (better === 'up');
      const words = `${indicatorCode(id)} «${title}»: ${formatIndicator(value, unit)}, было ${formatIndicator(was, unit)} — ${isBetter ? 'лучше' : 'хуже'}.`;
      return [{ words, by: Math.abs(value - was) / Math.max(Math.abs(was), 0.01) }];
    })
    .sort((a, b) => b.by - a.by)
    .slice(0, 3)
    .map(({ words }) => words);
}

function tellRoadmap(now: ReportFigures['roadmap'], before: ReportFigures['roadmap']): string | null {
  if (now.total === 0 || now.readiness === before.readiness) return null;
  return `Готовность центра ${now.readiness} %, была ${before.readiness} %.`;
}

/** What changed between two reports, in sentences; nothing is said where the numbers are too small to say it. Pure. */
export function tellChanges(now: ReportFigures, before: ReportFigures | null): string[] {
  if (!before) return ['Это первый отчёт: сравнить не с чем.'];
  return [
    tellFlow(now.total, before.total),
    tellInTime(now.total, before.total),
    tellOverdue(now.total.overdue, before.total.overdue),
    tellRating(now.total, before.total),
    tellZones(now.zones, before.zones),
    ...tellSectors(now, before),
    ...tellIndicators(now, before),
    tellDecisions(now.decisions, before.decisions),
    tellRoadmap(now.roadmap, before.roadmap),
  ].filter((sentence) => sentence !== null);
}

/** What is asked of the head: only what the head alone can move. Pure. */
export function tellAsks({ decisions, recommendations, roadmap, zones }: ReportFigures): string[] {
  const { late } = decisions;
  const stuck = (zones?.running ?? []).filter(({ isLate }) => isLate);
  return [
    ...(late.length > 0
      ? [
          `Потребовать исполнения: ${late
            .slice(0, 3)
            .map(
              ({ number, responsible, lateDays }) =>
                `${number} (${responsible}, просрочено на ${counted(lateDays, 'день', 'дня', 'дней')})`,
            )
            .join('; ')}.`,
        ]
      : []),
    ...(stuck.length > 0
      ? [
          `Потребовать выхода из красных зон, срок прошёл: ${stuck
            .slice(0, 3)
            .map(({ title, owner }) => `${title} (${owner ?? 'владелец не назначен'})`)
            .join('; ')}.`,
        ]
      : []),
    ...recommendations.waiting.slice(0, 3).map(({ title }) => `Решить о рекомендации: «${title}».`),
    ...(roadmap.overdue > 0
      ? [
          `Решить о сроках дорожной карты: просрочено ${counted(roadmap.overdue, 'мероприятие', 'мероприятия', 'мероприятий')}.`,
        ]
      : []),
  ];
}
