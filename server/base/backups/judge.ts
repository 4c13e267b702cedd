import type { BackupTrouble } from '../../../shared/contract/base/backups.ts';
import { HOUR, MINUTE } from '../../../shared/time.ts';
import type { HealthFault } from '../../lib/health/health-check.ts';
import type { KeeperFacts } from './facts.ts';

/** A copy or a check, the last one of its kind. */
export interface LastRun {
  outcome: 'running' | 'done' | 'failed';
  beganAt: Date;
  words: string;
}

export interface Known {
  /** Null = the keeper has not spoken yet. */
  told: { at: Date; facts: KeeperFacts } | null;
  /** Since when this server works: a keeper that is just starting is given time. */
  since: Date;
  take: LastRun | null;
  check: LastRun | null;
  /** The last check that succeeded. */
  checkedAt: Date | null;
}

/** The keeper speaks three times a minute; silent for so long it does not work. With the watch of five minutes: told within fifteen. */
const SILENCE = 8 * MINUTE;
/** A segment is written within seconds. */
const STUCK = 8 * MINUTE;
/** Copies are taken and checked each night; a night may be missed by a restart and no more. */
const DAY_AND_HALF = 36 * HOUR;
/** The mirror is made every five minutes; with the watch of five minutes: told within fifteen. */
const NOT_CARRIED = 6 * MINUTE;
/** Less is left than so many copies of the last day's size take. */
const LEAST_ROOM = 2 * 1024 ** 3;

const passedSince = (now: Date, since: number): number => now.getTime() - since;

const link = '/staff/backups';

/** What each trouble is called and what to do: on the screen, in letters, on «Состояние». */
export const backupFaults: Readonly<Record<BackupTrouble['code'], HealthFault>> = {
  'no-word': {
    severity: 'error',
    title: 'Хранитель копий молчит',
    cure: 'Посмотрите, что печатает npm start: строки «Копии: …». Перезапустите Отклик.',
    link,
  },
  failure: {
    severity: 'error',
    title: 'Копии не пишутся',
    cure: 'Исправьте названное: хранитель копий пробует снова сам.',
    link,
  },
  waiting: {
    severity: 'error',
    title: 'Журнал изменений не уходит в копии',
    cure: 'Посмотрите, доступна ли папка копий и есть ли на ней место.',
    link,
  },
  damaged: {
    severity: 'error',
    title: 'В папке копий что-то изменено',
    cure: 'Снимите новую копию и проверьте диск. Изменённые файлы сохраните: по ним видно, что случилось.',
    link,
  },
  'copy-failed': {
    severity: 'error',
    title: 'Последняя копия не снялась',
    cure: 'Исправьте названное и нажмите «Снять копию».',
    link,
  },
  'no-copy': {
    severity: 'warning',
    title: 'Копий ещё нет',
    cure: 'Первая снимется сама через минуту. Или нажмите «Снять копию».',
    link,
  },
  'old-copy': {
    severity: 'error',
    title: 'Копии старше полутора суток',
    cure: 'Нажмите «Снять копию». Если она не снимется, здесь будет сказано почему.',
    link,
  },
  'check-failed': {
    severity: 'error',
    title: 'Копия не прошла проверку: вернуться из неё может не получиться',
    cure: 'Исправьте названное и нажмите «Проверить сейчас». Пока не пройдёт — снимите ещё одну копию в другую папку.',
    link,
  },
  unchecked: {
    severity: 'warning',
    title: 'Копия давно не проверялась',
    cure: 'Нажмите «Проверить сейчас».',
    link,
  },
  'not-carried': {
    severity: 'error',
    title: 'Копии не уносятся на вторую площадку',
    cure: 'Исправьте названное и проверьте команду OTKLIK_BACKUP_MIRROR руками. Хранитель копий пробует снова сам.',
    link,
  },
  'little-room': {
    severity: 'warning',
    title: 'На диске копий мало места',
    cure: 'Освободите место, назовите диск больше или храните меньше дней (OTKLIK_BACKUP_DAYS).',
    link,
  },
};

function say(code: BackupTrouble['code'], words = ''): BackupTrouble {
  const { title, cure } = backupFaults[code];
  return { code, title, words, cure };
}

function judgeKeeper({ told, since }: Known, now: Date): BackupTrouble[] {
  const last = told?.at ?? since;
  if (passedSince(now, last.getTime()) <= SILENCE) return [];
  return [
    say(
      'no-word',
      told ? 'Он отвечал три раза в минуту и перестал.' : 'С запуска Отклика он не ответил ни разу.',
    ),
  ];
}

function judgeArchive({ waiting, waitingSince, failure }: KeeperFacts, now: Date): BackupTrouble[] {
  if (failure && passedSince(now, failure.since) > MINUTE) return [say('failure', failure.words)];
  if (waitingSince === null || passedSince(now, waitingSince) <= STUCK) return [];
  return [say('waiting', `Ждут сегменты: ${waiting}. Они занимают место на диске базы.`)];
}

function judgeCopies({ take }: Known, { bases, faults, spans }: KeeperFacts, now: Date): BackupTrouble[] {
  const troubles: BackupTrouble[] = [];
  if (faults.length > 0) troubles.push(say('damaged', faults.join('; ')));
  if (take?.outcome === 'failed') troubles.push(say('copy-failed', take.words));
  if (bases === 0 && take?.outcome !== 'running' && take?.outcome !== 'failed') troubles.push(say('no-copy'));
  const last = spans.at(-1);
  if (last && passedSince(now, last.to) > DAY_AND_HALF) troubles.push(say('old-copy'));
  return troubles;
}

function judgeCheck({ check, checkedAt, since }: Known, { bases }: KeeperFacts, now: Date): BackupTrouble[] {
  if (check?.outcome === 'failed') return [say('check-failed', check.words)];
  const last = checkedAt ?? since;
  if (bases === 0 || check?.outcome === 'running' || passedSince(now, last.getTime()) <= DAY_AND_HALF)
    return [];
  return [say('unchecked')];
}

function judgeMirror({ since }: Known, { mirror }: KeeperFacts, now: Date): BackupTrouble[] {
  if (!mirror) return [];
  const { failure, doneAt } = mirror;
  if (failure && passedSince(now, failure.since) > NOT_CARRIED) return [say('not-carried', failure.words)];
  // A first mirror may take a night; a program that hangs never fails.
  const last = doneAt ?? since.getTime();
  return passedSince(now, last) > DAY_AND_HALF
    ? [say('not-carried', 'Больше полутора суток команда ни разу не дошла до конца.')]
    : [];
}

function judgeRoom({ free, bytes, bases }: KeeperFacts): BackupTrouble[] {
  if (bases === 0 || free > Math.max(LEAST_ROOM, bytes / 20)) return [];
  return [say('little-room')];
}

/** What is wrong with copies now, worst first. */
export function judgeBackups(known: Known, now: Date): BackupTrouble[] {
  const silent = judgeKeeper(known, now);
  if (silent.length > 0 || !known.told) return silent;
  const { facts } = known.told;
  // What lies in a place that does not open nobody knows; how the last check of it ended is known.
  if (!facts.isOpen) return [...judgeArchive(facts, now), ...judgeCheck(known, facts, now)];
  return [
    ...judgeArchive(facts, now),
    ...judgeCheck(known, facts, now),
    ...judgeCopies(known, facts, now),
    ...judgeMirror(known, facts, now),
    ...judgeRoom(facts),
  ];
}

/** Said wherever copies of a database of the city's own are asked about: it is copied by its own means. */
export const ownCopies = 'база своя, копии хранит администрация';

/** Where nothing is wrong with copies: what is not known of them yet, so that they are not told as good; empty = all is. */
export function whatIsNotKnown({ told, checkedAt }: Known): string {
  if (!told) return 'хранитель копий ещё не отвечал';
  return checkedAt ? '' : 'снимаются, но ещё не проверялись: проверка каждую ночь в 3 часа';
}
