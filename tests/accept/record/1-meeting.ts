import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureWebBuilt } from '../../../scripts/support/web-build.mjs';
import type { AcceptLine, AcceptOutcome } from '../line.ts';
import { findCounts, runTests } from '../run-program.ts';

/** What the played part writes down. */
interface Figures {
  voted: number;
  presses: number;
  presided: string[];
  unissued: number;
  successor: boolean;
  back: string[];
  compared: { fields: number; wrong: string[] };
}

/** Presses of the secretary for the meeting and each of its decisions, at most: four of a decision and its vote, one of each turn. */
const PRESSES = 40;

function judge(
  { voted, presses, presided, unissued, successor, back, compared }: Figures,
  isPassed: boolean,
): AcceptOutcome {
  return {
    isHeld: isPassed && compared.wrong.length === 0 && voted === 38 && presses <= PRESSES,
    figures: [
      `вели: ${presided.join(', затем ')}`,
      `голосов с телефонов: ${voted} из 40 (секретарь записывает руки и свою среди них; руководитель ещё не пришёл)`,
      `решений, которые не дошли до уволенного: ${unissued}; преемник ${successor ? 'получил поручение' : 'НЕ получил'}`,
      `вернулось в повестку следующего месяца: ${back.join('; ') || 'ничего'}`,
      `нажатий секретаря за заседание: ${presses} (не больше ${PRESSES})`,
      `полей записи и протокола сравнено: ${compared.fields}, расхождений ${compared.wrong.length} (нужно 0)`,
      ...compared.wrong,
    ],
  };
}

export const line: AcceptLine = {
  title:
    'Заседание по ролям в браузере: опоздание, передача ведения, проигранное голосование, перенос, «Разное», преемник, 40 телефонов',
  async run({ tell }) {
    await ensureWebBuilt(tell);
    const folder = mkdtempSync(join(tmpdir(), 'otklik-meeting-'));
    const path = join(folder, 'figures.json');
    process.env.MEETING_FIGURES = path;
    try {
      const built = await runTests('accept', ['tests/accept/record/meeting.played.ts'], tell);
      if (!existsSync(path)) return { isHeld: false, figures: built.lines.slice(-40) };
      const { isHeld, figures } = judge(JSON.parse(readFileSync(path, 'utf8')) as Figures, built.code === 0);
      return { isHeld, figures: [...figures, findCounts(built)] };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
