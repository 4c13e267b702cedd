import type { TrainingAct, TrainingMistake } from '../../contract/monitoring/training.ts';
import { counted } from '../plural.ts';

export const trainingActTitles: Readonly<Record<TrainingAct, string>> = {
  answer: 'Ответить',
  join: 'Присоединить',
  dismiss: 'Отклонить',
  flag: 'Противоречие',
};

export const trainingMistakeTitles: Readonly<Record<TrainingMistake, string>> = {
  missed: 'пропущено',
  'contradiction-missed': 'противоречие не замечено',
  late: 'опоздали',
  'wrong-act': 'не то действие',
  'wrong-reason': 'не та причина',
  'wrong-target': 'не к той записи',
  'troll-by-name': 'троллю ответили по имени',
  'too-much': 'в ответе лишнее: чужие данные или неверный срок',
  'no-substance': 'в ответе нет сути',
  needless: 'делать было нечего',
};

/** «07:05», of the scenario's clock. */
export function stopwatchWords(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  return `${String(Math.floor(whole / 60)).padStart(2, '0')}:${String(whole % 60).padStart(2, '0')}`;
}

/** How fast the scenario runs: «как в жизни», «в 2 раза быстрее, чем в жизни». */
export const speedWords = (speed: number): string =>
  speed === 1 ? 'как в жизни' : `в ${counted(speed, 'раз', 'раза', 'раз')} быстрее, чем в жизни`;
