import * as D from 'docx';
import { describeChart } from '../../../shared/charts/chart-words.ts';
import { drawChart } from '../../../shared/charts/draw.ts';
import { toPng } from '../charts/png.ts';
import { cell, frameless, line, NOTE, SMALL } from './docx-parts.ts';
import { type Block, chartWidths } from './model.ts';

type ChartBlock = Extract<Block, { kind: 'charts' }>;

/** A picture painted for Word: its file, and what it shows in words. */
interface PaintedChart {
  title: string;
  words: string;
  png: Buffer;
  width: number;
  height: number;
}

/** Pictures of a paper by their block. */
export type PaintedCharts = ReadonlyMap<Block, readonly PaintedChart[]>;

/** Paints every picture of a paper beforehand: the paper itself is put together at once. */
export async function paintCharts(blocks: readonly Block[]): Promise<PaintedCharts> {
  const painted = new Map<Block, PaintedChart[]>();
  for (const block of blocks) {
    if (block.kind !== 'charts') continue;
    const files: PaintedChart[] = [];
    for (const chart of block.charts) {
      const picture = drawChart(chart, chartWidths[block.size], block.size);
      const { width, height } = picture;
      files.push({
        title: chart.title,
        words: describeChart(chart),
        png: await toPng(picture),
        width,
        height,
      });
    }
    painted.set(block, files);
  }
  return painted;
}

/** Points of the picture's letters to those of the sheet: twelve are nine on paper. */
const SCALE = 1.07;

const image = ({ title, words, png, width, height }: PaintedChart): D.ImageRun =>
  new D.ImageRun({
    type: 'png',
    data: png,
    transformation: { width: Math.round(width * SCALE), height: Math.round(height * SCALE) },
    altText: { name: title, title, description: words },
  });

/** Pictures under their caption; small ones two in a row, each with its name. */
export function drawCharts(block: ChartBlock, charts: PaintedCharts): (D.Paragraph | D.Table)[] {
  const painted = charts.get(block) ?? [];
  const { caption, size } = block;
  const foot = line(caption, { bold: true, size: SMALL, spacing: { before: 60, after: 160 } });
  if (size === 'full')
    return [...painted.map((one) => new D.Paragraph({ keepNext: true, children: [image(one)] })), foot];
  const rows = Array.from({ length: Math.ceil(painted.length / 2) }, (_, at) =>
    painted.slice(at * 2, at * 2 + 2),
  );
  const drawn = (one: PaintedChart | undefined) =>
    cell(
      one
        ? [
            line(one.title, { bold: true, size: NOTE, keepNext: true }),
            new D.Paragraph({ keepNext: true, children: [image(one)] }),
          ]
        : [line('')],
      50,
      frameless,
    );
  return [
    new D.Table({
      width: { size: 100, type: D.WidthType.PERCENTAGE },
      borders: frameless,
      rows: rows.map(
        ([left, right]) => new D.TableRow({ cantSplit: true, children: [drawn(left), drawn(right)] }),
      ),
    }),
    foot,
  ];
}
