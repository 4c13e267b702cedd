import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LabelledMessage } from '../../server/base/understanding/teaching/labelled.ts';
import type { SparseRow } from '../../server/base/understanding/topics/vocabulary.ts';

/** Sorting of texts by another program: asks for the same texts so many times over and tells the seconds. */
export type Rival = (times: number) => number;

export interface Rivals {
  /** undefined = not installed. */
  fastText: Rival | undefined;
  liblinear: Rival | undefined;
  clean: () => void;
}

const isInstalled = (program: string): boolean => {
  try {
    execFileSync('which', [program], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

/**
 * fastText and LIBLINEAR from Debian (`fasttext`, `liblinear-tools`), trained here on the same labelled texts. fastText reads
 * the texts itself; LIBLINEAR is given the rows already made of them.
 */
export function trainRivals(rows: readonly LabelledMessage[], makeRow: (text: string) => SparseRow): Rivals {
  const folder = mkdtempSync(join(tmpdir(), 'otklik-rivals-'));
  const file = (name: string): string => join(folder, name);
  const time = (program: string, args: string[]): number => {
    const started = performance.now();
    execFileSync(program, args, { stdio: 'ignore' });
    return (performance.now() - started) / 1000;
  };

  function trainFastText(): Rival {
    const plain = rows.map(({ text }) => text.toLowerCase().replaceAll(/\s+/gu, ' '));
    writeFileSync(file('train.txt'), rows.map(({ code }, at) => `__label__${code} ${plain[at]}\n`).join(''));
    const settings = ['-wordNgrams', '2', '-epoch', '25', '-lr', '0.5', '-dim', '50', '-bucket', '200000'];
    const options = [...settings, '-thread', '1', '-verbose', '0'];
    execFileSync(
      'fasttext',
      ['supervised', '-input', file('train.txt'), '-output', file('fast'), ...options],
      {
        stdio: 'ignore',
      },
    );
    return (times) => {
      writeFileSync(file('ask.txt'), `${plain.join('\n')}\n`.repeat(times));
      return time('fasttext', ['predict', file('fast.bin'), file('ask.txt'), '1']);
    };
  }

  function trainLiblinear(): Rival {
    const numbers = new Map([...new Set(rows.map(({ code }) => code))].map((code, at) => [code, at + 1]));
    const lines = rows.map(({ text, code }) => {
      const { columns, values } = makeRow(text);
      const cells = [...columns.keys()].sort((a, b) => columns[a]! - columns[b]!);
      return `${numbers.get(code)} ${cells.map((at) => `${columns[at]! + 1}:${values[at]!.toFixed(5)}`).join(' ')}\n`;
    });
    writeFileSync(file('train.svm'), lines.join(''));
    execFileSync('liblinear-train', ['-q', '-s', '1', '-c', '0.3', file('train.svm'), file('linear.model')]);
    return (times) => {
      writeFileSync(file('ask.svm'), lines.join('').repeat(times));
      return time('liblinear-predict', [file('ask.svm'), file('linear.model'), file('said.txt')]);
    };
  }

  return {
    fastText: isInstalled('fasttext') ? trainFastText() : undefined,
    liblinear: isInstalled('liblinear-predict') ? trainLiblinear() : undefined,
    clean: () => rmSync(folder, { recursive: true, force: true }),
  };
}
