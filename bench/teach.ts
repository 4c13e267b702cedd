// node scripts/run.mjs bench/teach.ts: how long a training on 100,000 messages takes in its thread, and how long the server's
// own thread is held up meanwhile. Texts are those of residents with words dropped and swapped.
import { readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { labelledFile, readLabelled } from '../server/base/understanding/teaching/labelled.ts';
import { createPipeline } from '../server/base/understanding/teaching/pipeline.ts';
import type { Lesson } from '../server/base/understanding/teaching/teach.ts';
import { trainInThread } from '../server/base/understanding/teaching/train-thread.ts';
import { shippedModel } from '../server/base/understanding/teaching/versions.ts';
import { shippedTaxonomy } from '../server/base/understanding/topics/evidence.ts';
import { makeRandom } from '../server/base/understanding/topics/linear.ts';
import { readModel } from '../server/base/understanding/topics/model-file.ts';
import { plainThresholds } from '../server/base/understanding/topics/thresholds.ts';
import { createClassifier } from '../server/messages/imports/index.ts';

const COUNT = Number(process.argv[2] ?? 100_000);
const PORTION = 500;
const random = makeRandom(7);
const taxonomy = shippedTaxonomy();
const file = readFileSync(shippedModel);
const suggest = createPipeline(readModel(file), taxonomy).suggest;
const classify = createClassifier((text) => suggest(text).map((one) => ({ ...one, isSure: true })), taxonomy);
const rows = readLabelled(labelledFile()).map(({ text, code }) => ({
  text,
  code,
  factId: factOf(text, code),
}));

function factOf(text: string, code: string): string {
  const found = classify(text);
  return found.block === code && found.factId ? found.factId : `${code}.general.other`;
}

/** A text like another: one word of eight is dropped, one of eight is another text's. */
function vary(text: string): string {
  const other = rows[random(rows.length)]!.text.split(' ');
  return text
    .split(' ')
    .map((word) => [word, word, word, word, word, word, '', other[random(other.length)]!][random(8)]!)
    .join(' ');
}

async function* makeLessons(): AsyncGenerator<Lesson[]> {
  for (let start = 0; start < COUNT; start += PORTION) {
    yield Array.from({ length: Math.min(PORTION, COUNT - start) }, (_, at) => {
      const { text, code, factId } = rows[random(rows.length)]!;
      return { caseId: `${start + at}`, text: vary(text), factId, block: code };
    });
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const delay = monitorEventLoopDelay({ resolution: 5 });
const began = performance.now();
let most = 0;
delay.enable();
const {
  result,
  file: taught,
  cpuMs,
} = await trainInThread(
  { base: file, champion: file, thresholds: plainThresholds, taxonomy },
  makeLessons(),
  () => {
    most = Math.max(most, process.memoryUsage.rss());
  },
);
delay.disable();
const seconds = (performance.now() - began) / 1000;
const { figures, championFigures, learned, heldOut } = result;
console.log(
  `обучение на ${COUNT} сообщениях: ${seconds.toFixed(1)} с (процессора в потоке ${(cpuMs / 1000).toFixed(1)} с), память процесса до ${Math.round(most / 1e6)} МБ`,
);
console.log(
  `задержка основного потока: 99-й процентиль ${(delay.percentile(99) / 1e6).toFixed(1)} мс, наибольшая ${(delay.max / 1e6).toFixed(0)} мс`,
);
console.log(
  `училась на ${learned}, проверена на ${heldOut}: блок ${figures.block.accuracy.toFixed(3)} (база ${championFigures.block.accuracy.toFixed(3)}), файл ${Math.round(taught.length / 1000)} КБ`,
);
