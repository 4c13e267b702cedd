import type { z } from 'zod';
import type { Verdict } from '../../../shared/contract/participation/discussion-remarks.ts';
import type { discussionShape } from '../../../shared/contract/participation/discussions.ts';

/** What the demo city discusses with its residents. */

export type DemoDiscussion = z.input<typeof discussionShape>;

/** Days from today, and local times in them. */
interface Days {
  on: (days: number, time: string) => Date;
  day: (days: number) => string;
}

const numbered = (texts: readonly string[]) => texts.map((text, at) => ({ id: `p${at + 1}`, text }));

/** Runs now. */
export const embankment = (play: Days): DemoDiscussion => ({
  kind: 'consultation',
  title: 'Как обустроить набережную Исети',
  matter:
    'Какой будет набережная от моста до лодочной станции: дорожки, скамейки, свет, деревья. Работы — летом 2027 года.',
  responsible: 'Управление архитектуры и градостроительства администрации города',
  level: 'social',
  opensAt: play.on(-9, '09:00').toISOString(),
  closesAt: play.on(12, '20:00').toISOString(),
  resultBy: play.day(20),
  paragraphs: numbered([
    'Набережная открыта круглые сутки. Движение машин по ней закрыто, кроме уборочных и спасательных.',
    'Вдоль воды идёт пешеходная дорожка шириной два метра с покрытием из плитки.',
    'Через каждые пятьдесят метров стоят скамейки и урны.',
    'Освещение работает с наступления темноты до полуночи.',
    'У лодочной станции размещается детская площадка.',
    'Деревья вдоль берега сохраняются. На месте больных высаживаются новые.',
  ]),
});

export interface DemoRemark {
  paragraphId: string | null;
  text: string;
  wording?: string;
  /** So many others support it. */
  supports?: number;
  /** What staff do not let out yet. */
  isWaiting?: true;
}

export const embankmentRemarks: readonly DemoRemark[] = [
  {
    paragraphId: 'p2',
    text: 'Два метра мало: с коляской не разойтись с велосипедом. Сделайте шире или отделите велодорожку.',
    wording: 'Вдоль воды идёт пешеходная дорожка шириной три метра и отдельная велодорожка.',
    supports: 9,
  },
  {
    paragraphId: 'p2',
    text: 'Плитка зимой скользкая. Лучше шероховатый асфальт или гранитный отсев.',
    supports: 4,
  },
  {
    paragraphId: 'p4',
    text: 'Свет нужен и после полуночи: люди идут со смены мимо трубного завода.',
    wording: 'Освещение работает всю ночь, после полуночи — вполовину яркости.',
    supports: 6,
  },
  {
    paragraphId: 'p3',
    text: 'Нужны скамейки со спинками и подлокотниками: пожилым с простой лавки не встать.',
    supports: 3,
  },
  {
    paragraphId: 'p5',
    text: 'Детская площадка у самой воды опасна. Поставьте её за деревьями и огородите.',
    isWaiting: true,
  },
  { paragraphId: null, text: 'Сделайте спуск к воде для маломобильных и тёплый туалет.', supports: 2 },
];

/** Over: hearings with their conclusion and decision. */
export const quarter = (play: Days): DemoDiscussion => ({
  kind: 'hearing',
  title: 'Проект планировки квартала у городского парка',
  matter: 'Где в квартале дома, проезды, стоянки и зелень. Затрагивает жителей домов вокруг парка.',
  subject: 'planning',
  responsible: 'Комиссия по землепользованию и застройке',
  level: 'esia_verified',
  opensAt: play.on(-48, '09:00').toISOString(),
  closesAt: play.on(-30, '18:00').toISOString(),
  resultBy: play.day(-20),
  meeting: {
    at: play.on(-34, '18:00').toISOString(),
    place: 'Дом культуры, малый зал',
    address: 'ул. Ленина, 36',
    exposition: 'Дом культуры, первый этаж: по будням с 9:00 до 18:00 весь срок слушаний',
  },
  paragraphs: numbered([
    'Высота новых домов — не более девяти этажей.',
    'Въезд в квартал — с улицы Кадочникова.',
    'Стоянка на 120 мест размещается вдоль ограды парка.',
    'Проход из квартала в парк сохраняется.',
  ]),
});

interface DemoPaper {
  source: 'paper' | 'meeting';
  /** Days from today. */
  on: number;
  paragraphId: string | null;
  text: string;
  isLocal: boolean;
  verdict: Verdict;
  reason: string;
  /** Of those with the same word one answer is given. */
  alike?: string;
}

const parking =
  'Стоянку у ограды сократили до 60 мест и отодвинули от деревьев на восемь метров, остальные места перенесены во дворы.';

export const quarterPapers: readonly DemoPaper[] = [
  {
    source: 'paper',
    on: -45,
    paragraphId: 'p3',
    text: 'Стоянка у самой ограды парка погубит липы. Уберите её.',
    isLocal: true,
    verdict: 'accepted-partly',
    reason: parking,
    alike: 'Стоянка у парка',
  },
  {
    source: 'meeting',
    on: -34,
    paragraphId: 'p3',
    text: 'Машины под окнами и у парка никому не нужны, перенесите стоянку.',
    isLocal: true,
    verdict: 'accepted-partly',
    reason: parking,
    alike: 'Стоянка у парка',
  },
  {
    source: 'paper',
    on: -40,
    paragraphId: 'p1',
    text: 'Девять этажей закроют солнце пятиэтажкам. Просим не выше пяти.',
    isLocal: true,
    verdict: 'accepted',
    reason:
      'Со стороны пятиэтажных домов высота снижена до пяти этажей: расчёт инсоляции подтвердил, что иначе света не хватает.',
  },
  {
    source: 'meeting',
    on: -34,
    paragraphId: 'p2',
    text: 'Сделайте второй въезд с улицы Суворова, иначе утром будет затор.',
    isLocal: false,
    verdict: 'rejected',
    reason:
      'Второй въезд прошёл бы через школьный двор. Вместо него расширяем перекрёсток на Кадочникова и ставим светофор.',
  },
  {
    source: 'paper',
    on: -32,
    paragraphId: null,
    text: 'Когда починят лифт в нашем доме?',
    isLocal: true,
    verdict: 'not-on-subject',
    reason:
      'Проект планировки лифтов в существующих домах не касается: заявку передали управляющей компании, о ней напишем отдельно.',
  },
];

export const quarterOutcomes = [
  {
    paragraphId: 'p1',
    text: 'Высота новых домов — не более девяти этажей, со стороны улицы Мира — не более пяти.',
  },
  {
    paragraphId: 'p3',
    text: 'Стоянка на 60 мест размещается в восьми метрах от ограды парка, остальные места — во дворах.',
  },
];
