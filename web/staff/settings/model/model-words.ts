import type { Training } from '../../../../shared/contract/base/understanding.ts';
import type { Topics } from '../../base/case-kit/topics.ts';

export const stageWords: Readonly<Record<Training['stage'], string>> = {
  queued: 'Ждёт очереди',
  reading: 'Читает дела',
  learning: 'Учится',
  judging: 'Сравнивает с действующей',
  done: 'Готово',
  failed: 'Не удалось',
};

/** «Дороги» of a block's code; the code itself when the rubricator has lost it. */
export const blockTitle = (topics: Topics | undefined, code: string): string =>
  topics?.block(code)?.shortTitle ?? code;

/** «Дороги · яма», «Дороги · общая тема». */
export function factTitle(topics: Topics | undefined, id: string | null): string {
  const fact = topics?.fact(id);
  if (!fact) return id ?? 'ничего';
  const own = fact.id.endsWith('.general.other') ? 'общая тема' : fact.shortTitle;
  return `${blockTitle(topics, fact.block)} · ${own}`;
}
