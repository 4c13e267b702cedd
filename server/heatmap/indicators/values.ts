import type {
  IndicatorId,
  IndicatorUnit,
  IndicatorValue,
} from '../../../shared/contract/heatmap/indicators.ts';
import { firstOf, numberAt } from '../../../shared/lists.ts';
import { countOf, type Sums } from './count.ts';
import { shareOf } from './definitions/records.ts';
import type { NetworkFigures } from './networks.ts';
import type { OfficialFigures } from './official-pages.ts';
import type { OuterFigures } from './outer-count.ts';
import { quantileOfSketch, sketchOf } from './sketch.ts';

type Part = IndicatorValue['parts'][number];
const part = (key: string, title: string, unit: IndicatorUnit, value: number | null): Part => ({
  key,
  title,
  unit,
  value,
});

type Told = Omit<IndicatorValue, 'id' | 'lacks' | 'listed'>;
const told = (value: number | null, parts: Part[], cases: number | null): Told => ({ value, parts, cases });
const scale = (value: number | null, by: number): number | null => (value === null ? null : value / by);

const DAY = 86_400;
const HOUR = 3600;

/** Indicators of cases from the sums of their slice. */
export function valuesOf(sums: Sums): Partial<Record<IndicatorId, Told>> {
  const calendar = sketchOf(sums.calendar);
  const worked = sketchOf(sums.worked);
  const averageDays = scale(shareOf(sums.calendarSeconds, sums.answered), DAY);
  return {
    K1: overdue(sums),
    K2: told(
      scale(quantileOfSketch(calendar, 0.5), DAY),
      [
        part('average', 'среднее', 'days', averageDays),
        part('percentile', '9 из 10 быстрее', 'days', scale(quantileOfSketch(calendar, 0.9), DAY)),
        part('hours', 'медиана, рабочие часы', 'hours', scale(quantileOfSketch(worked, 0.5), HOUR)),
        part(
          ...(['averageHours', 'среднее, рабочие часы', 'hours'] as const),
          scale(shareOf(sums.workedSeconds, sums.answered), HOUR),
        ),
      ],
      sums.answered,
    ),
    K4: told(averageDays, [], sums.answered),
    ...ofRatings(sums),
    ...ofResults(sums),
    ...ofSteps(sums),
  };
}

function overdue(sums: Sums): Told {
  const breached = countOf(sums, 'terms', 'breached');
  const due = breached + countOf(sums, 'terms', 'kept');
  return told(shareOf(breached, due), [part('due', 'сроков наступило', 'count', due)], breached);
}

function ofRatings(sums: Sums) {
  const counts = [1, 2, 3, 4, 5].map((score) => countOf(sums, 'ratings', `${score}`));
  const all = counts.reduce((sum, count) => sum + count, 0);
  const mean = shareOf(
    counts.reduce((sum, count, at) => sum + count * (at + 1), 0),
    all,
  );
  return {
    K3: told(
      shareOf(numberAt(counts, 3) + numberAt(counts, 4), all),
      [
        part('ratings', 'оценок', 'count', all),
        part('response', 'оценили, из отвеченных', 'share', shareOf(sums.rated, sums.answered)),
      ],
      firstOf(counts) + numberAt(counts, 1) + numberAt(counts, 2),
    ),
    K9: told(
      mean,
      [
        part('index', 'индекс 0–100', 'count', mean === null ? null : ((mean - 1) / 4) * 100),
        part('ratings', 'оценок', 'count', all),
      ],
      all,
    ),
  };
}

function ofResults(sums: Sums) {
  const repeats = countOf(sums, 'repeats', 'repeat');
  const appeals = repeats + countOf(sums, 'repeats', 'first');
  const deferred = countOf(sums, 'deferred', 'deferred');
  const kept = countOf(sums, 'promises', 'kept');
  const settled = kept + countOf(sums, 'promises', 'broken') + countOf(sums, 'promises', 'moved');
  const confirmed = countOf(sums, 'closed', 'confirmed');
  const closed = confirmed + countOf(sums, 'closed', 'unconfirmed');
  const plain = countOf(sums, 'likeness', 'plain');
  const measured = plain + countOf(sums, 'likeness', 'own');
  const reopened = countOf(sums, 'reopened', 'reopened');
  return {
    K5: told(shareOf(repeats, appeals), [part('appeals', 'обращений с ответом', 'count', appeals)], repeats),
    K6: told(
      shareOf(deferred, sums.answered),
      [part('kept', 'обещаний сдержано', 'share', shareOf(kept, settled))],
      deferred,
    ),
    K8: told(shareOf(confirmed, closed), [part('closed', 'закрыто', 'count', closed)], confirmed),
    K10: told(
      shareOf(reopened, sums.answered),
      [part('answered', 'отвечено', 'count', sums.answered)],
      reopened,
    ),
    K14: told(shareOf(plain, measured), [part('measured', 'измерено ответов', 'count', measured)], plain),
  };
}

function ofSteps(sums: Sums) {
  const step = (mark: string): number => countOf(sums, 'steps', mark);
  const away = step('refused') + step('forwarded');
  const handed = step('assigned') + away;
  return {
    K11: told(
      shareOf(step('rework'), step('review')),
      [part('reviewed', 'проверок', 'count', step('review'))],
      step('rework'),
    ),
    K12: told(
      shareOf(away, step('assigned')),
      [
        part('refused', '«не наше»', 'count', step('refused')),
        part('forwarded', 'передано', 'count', step('forwarded')),
      ],
      away,
    ),
    K13: told(
      shareOf(handed, step('touched')),
      [part('cases', 'дел', 'count', step('touched'))],
      step('touched'),
    ),
  };
}

/** Of networks where there are any; null = no page of ours, no incident. */
function ofNetworks(networks: NetworkFigures | null): Partial<Record<IndicatorId, Told>> {
  if (!networks) return {};
  const { answers, median, watched, slowest, comments, unanswered, share, commentHours } = networks;
  return {
    K7: told(
      median,
      [
        part('watched', 'в часы дежурства', 'minutes', watched),
        part('percentile', '9 из 10 быстрее', 'minutes', slowest),
        part('answers', 'первых ответов', 'count', answers),
      ],
      answers,
    ),
    K18: told(
      share,
      [
        part('comments', 'комментариев, требующих ответа', 'count', comments),
        part('hours', 'медиана ответа на комментарий', 'hours', commentHours),
      ],
      unanswered,
    ),
  };
}

/** Of official pages; null = the slice is of what pages have not: a topic, a territory, a channel. */
function ofPages(official: OfficialFigures | null): Partial<Record<IndicatorId, Told>> {
  if (!official) return {};
  const { pages, read, compliance, networks, posts, engagement, followers } = official;
  return {
    K16: told(
      compliance,
      [
        part('pages', 'страниц', 'count', pages),
        ...networks.map(({ title, share }, at) => part(`network-${at}`, title, 'share', share)),
      ],
      null,
    ),
    K17: told(
      posts.value,
      [
        part('missed', 'пропущенных недель', 'count', posts.missed),
        part('weeks', 'недель всех страниц', 'count', posts.weeks),
        part('read', 'страниц, чьи записи известны', 'count', read),
      ],
      null,
    ),
    K19: told(
      engagement.value,
      [
        part('reach', 'средний охват записи', 'count', engagement.reach),
        part('week-reach', 'охват записей последней недели', 'count', engagement.weekReach),
        part('posts', 'записей с охватом', 'count', engagement.posts),
        part('followers', 'подписчиков на конец периода', 'count', followers),
      ],
      null,
    ),
  };
}

/** Why official pages say nothing: an empty register, a slice they have not, pages nobody reads, a network that tells no figures. */
function lacksOfPages(official: OfficialFigures | null): Partial<Record<IndicatorId, string>> {
  if (!official) {
    const words = 'нет данных: страницы не делятся по темам, территориям и каналам';
    return { K16: words, K17: words, K19: words };
  }
  const none = 'нет данных: в реестре нет официальных страниц';
  if (official.pages === 0) return { K16: none, K17: none, K19: none };
  const unread = 'нет данных: страницы не читаются весь период';
  if (official.read === 0) return { K17: unread, K19: unread };
  return official.engagement.value === null ? { K19: 'нет данных: охвата записей сеть не сообщает' } : {};
}

const noNetworks = 'нет данных: страницы в сетях не подключены';

/** All twenty, in their order. */
export function describeIndicators(
  ids: readonly IndicatorId[],
  sums: Sums,
  outer: OuterFigures,
  { networks, official }: { networks: NetworkFigures | null; official: OfficialFigures | null },
): IndicatorValue[] {
  const values: Partial<Record<IndicatorId, Told>> = {
    ...valuesOf(sums),
    ...ofNetworks(networks),
    ...ofPages(official),
    K15: told(
      outer.lead.value,
      [part('found', 'массовых проблем', 'count', outer.lead.found)],
      outer.lead.found,
    ),
    K20: told(
      outer.decisions.value,
      [
        part('due', 'решений со сроком в периоде', 'count', outer.decisions.due),
        part('regularity', 'месяцев с заседанием', 'share', outer.decisions.regularity),
      ],
      null,
    ),
  };
  const lacks: Partial<Record<IndicatorId, string>> = {
    ...lacksOfPages(official),
    ...(!networks && { K7: noNetworks, K18: noNetworks }),
  };
  return ids.map((id) => ({
    id,
    lacks: lacks[id] ?? null,
    listed: null,
    ...(values[id] ?? { value: null, parts: [], cases: null }),
  }));
}
