import { existsSync } from 'node:fs';
import { groupNearDuplicates } from '../../server/base/understanding/duplicates/near-duplicates.ts';
import { labelledFile } from '../../server/base/understanding/teaching/labelled.ts';
import { INSULT_FROM, isAlarming, readTone } from '../../server/base/understanding/tone/tone.ts';
import { scoreTone, trainTone } from '../../server/base/understanding/tone/tone-model.ts';
import { partsOf } from '../../server/base/understanding/topics/topic-model.ts';
import { readToneTexts } from './tone-texts.ts';

const PARTS = 5;
const share = (part: number, whole: number): string => (part / whole).toFixed(3);

/**
 * The section of `npm run eval` on tone: models that have seen neither the trial's abuse nor the resident's message they
 * judge. For each insulting text of dev.tsv one message of a resident stands beside it.
 */
export function evaluateTone(): void {
  if (!existsSync(labelledFile())) return;
  const { insulting, rewritten, devInsulting, devRewritten, natural } = readToneTexts();
  const groups = groupNearDuplicates(natural);
  const parts = partsOf(
    natural.map((_, index) => ({ group: groups[index]! })),
    7,
  );
  const isInsult = (model: ReturnType<typeof trainTone>) => (text: string) =>
    scoreTone(model, text) > INSULT_FROM;
  const wronged = new Uint8Array(natural.length);
  let caught = 0;
  let wrongRewritten = 0;
  for (let part = 0; part < PARTS; part += 1) {
    const model = trainTone(insulting, [
      ...rewritten,
      ...natural.filter((_, index) => parts[index] !== part),
    ]);
    const judge = isInsult(model);
    for (const [index, text] of natural.entries()) {
      if (parts[index] === part && judge(text)) wronged[index] = 1;
    }
    caught += devInsulting.filter((text, index) => index % PARTS === part && judge(text)).length;
    wrongRewritten += devRewritten.filter((text, index) => index % PARTS === part && judge(text)).length;
  }
  // Every fourth message: as many as there are insulting texts, from the whole file.
  const beside = wronged.filter((_, index) => index % 4 === 0).subarray(0, devInsulting.length);
  const wrongBeside = beside.reduce((sum, one) => sum + one, 0);
  const precision = caught / (caught + wrongBeside);
  const recall = caught / devInsulting.length;
  console.log('\nтон');
  console.log(
    `брань: F1 ${((2 * precision * recall) / (precision + recall)).toFixed(3)}, точность ${precision.toFixed(3)}, полнота ${recall.toFixed(3)} (${devInsulting.length} бранных, ${beside.length} сообщений жителей)`,
  );
  const wrong = wronged.reduce((sum, one) => sum + one, 0);
  console.log(
    `ложных на ${natural.length} сообщениях жителей: ${wrong} (${((100 * wrong) / natural.length).toFixed(2)} %)`,
  );
  console.log(`переписанные без брани приняты за брань: ${share(wrongRewritten, devRewritten.length)}`);
  const marks = natural.map(readTone);
  const count = (kind: string) => marks.filter((all) => all.some((mark) => mark.kind === kind)).length;
  console.log(
    `признаки на сообщениях жителей: опасность ${count('life')}, угроза ${count('threat')}, благодарность ${count('gratitude')}, ирония ${count('irony')}; впереди разбора ${share(marks.filter(isAlarming).length, natural.length)}`,
  );
  const start = process.cpuUsage();
  for (const text of natural) readTone(text);
  const { user, system } = process.cpuUsage(start);
  console.log(
    `скорость: ${Math.round(natural.length / ((user + system) / 1e6))} сообщений за секунду процессора`,
  );
}
