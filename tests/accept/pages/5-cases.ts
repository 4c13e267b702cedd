import type { AcceptLine } from '../line.ts';
import { playFile } from '../play-file.ts';

const DRAFT_MS = 2000;
const LEFT = 0.01;
const READ_SECONDS = 60;

interface Drafts {
  timed: number;
  median: number;
  p95: number;
  worst: number;
  texts: number;
  planted: number;
  left: number;
  byKind: Record<string, { planted: number; left: number }>;
  photos: number;
  photoFaults: string[];
}

interface Checks {
  pages: number;
  checks: number;
  first: number;
  second: number;
  questions: number;
  readings: number;
  unproved: number;
  schemaFaults: number;
  failed: number;
  tasks: number;
  doubled: number;
  missed: number;
  needless: number;
  wrongVerdicts: number;
}

interface Judged {
  isHeld: boolean;
  figures: string[];
}

const unplayed = (words: string): Judged => ({ isHeld: false, figures: [words] });

function judgeDrafts(played: Drafts | string): Judged {
  if (typeof played === 'string') return unplayed(played);
  const { timed, median, p95, worst, texts, planted, left, byKind, photos, photoFaults } = played;
  const kinds = Object.entries(byKind).map(([kind, one]) => `${kind} ${one.left} из ${one.planted}`);
  return {
    isHeld: p95 <= DRAFT_MS && left / planted <= LEFT && photoFaults.length === 0,
    figures: [
      `черновик с картинкой из закрытого дела, ${timed} раз: медиана ${median} мс, 95-й процентиль ${p95} мс (нужно ≤ ${DRAFT_MS}), наибольшее ${worst} мс`,
      `личное в черновиках ${texts} выдуманных дел: осталось ${left} из ${planted} (${((100 * left) / planted).toFixed(2)} %, нужно ≤ 1 %): ${kinds.join(', ')}; тексты и маскировка росли вместе, на письмах живых людей не мерено`,
      `фото: сочетаний ${photos}, невыпущенное или скрытое попало: ${photoFaults.length}${photoFaults.length > 0 ? ` (${photoFaults.join('; ')})` : ''}`,
    ],
  };
}

function judgeChecks(words: string, played: Checks | string): Judged {
  if (typeof played === 'string') return unplayed(played);
  const { pages, checks, first, second, questions, readings, unproved, schemaFaults } = played;
  const { failed, tasks, doubled, missed, needless, wrongVerdicts } = played;
  const faults = unproved + schemaFaults + doubled + missed + needless + wrongVerdicts;
  return {
    isHeld: first <= READ_SECONDS && second <= READ_SECONDS && faults === 0 && readings === 2 * pages,
    figures: [
      `${words}: ${pages} страниц, ${checks} проверок за ${first} с и ещё раз за ${second} с (нужно ≤ ${READ_SECONDS}), вопросов сети в первый раз ${questions}; чтений ${readings}, без верного отпечатка ${unproved}, ответов двойника не по схеме ${schemaFaults}`,
      `не прошло ${failed} проверок, задач ${tasks} (двойных ${doubled}, пропущено ${missed}, лишних ${needless}), неверных вердиктов ${wrongVerdicts}; сети неизвестное осталось «не смотрели»`,
    ],
  };
}

/** Drafts of closed cases, and every page of the register read from its network: by the product's own commands and jobs. */
export const line: AcceptLine = {
  title:
    '«Вы сообщили — мы сделали»: как скоро и что личного осталось; 12 проверок 300 страниц по чтению сети',
  async run({ seed, tell }) {
    const env = { PLAYED_SEED: String(seed) };
    const drafts = judgeDrafts(await playFile<Drafts>('pages/cases.played.ts', env, tell));
    const shared = judgeChecks(
      'один сервисный ключ на всех',
      await playFile<Checks>('pages/checks.played.ts', env, tell),
    );
    const apart = judgeChecks(
      'у каждой страницы свой ключ',
      await playFile<Checks>('pages/checks.played.ts', { ...env, PLAYED_KEYS: 'own' }, tell),
    );
    const all = [drafts, shared, apart];
    return { isHeld: all.every(({ isHeld }) => isHeld), figures: all.flatMap(({ figures }) => figures) };
  },
};
