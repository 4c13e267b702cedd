import * as D from 'docx';
import { formatNumber } from '../../../shared/text/numbers.ts';
import { type Block, keepTogether, longestBar } from './model.ts';

/** What a Word paper is drawn of. */

/** Twentieths of a point; the library's own count rounds down. */
export const mm = (value: number): number => Math.round((value * 1440) / 25.4);

/** Half points: 13 pt for text, 12 for tables and what stands small. */
export const SIZE = 26;
export const SMALL = 24;
export const NOTE = 18;
export const FONT = 'Times New Roman';
export const INDENT = mm(12.5);

const thin = { style: D.BorderStyle.SINGLE, size: 4, color: '000000' };
const none = { style: D.BorderStyle.NONE, size: 0, color: 'auto' };
/** Frames of a cell. */
const framed = { top: thin, bottom: thin, left: thin, right: thin };
export const frameless = {
  top: none,
  bottom: none,
  left: none,
  right: none,
  insideHorizontal: none,
  insideVertical: none,
};

/** Words that do not part from what belongs to them. */
export const run = (text: string, options: Partial<D.IRunOptions> = {}): D.TextRun =>
  new D.TextRun({ text: keepTogether(text), ...options });

/** A paragraph of one run. */
export function line(
  text: string,
  options: Partial<D.IParagraphOptions> & { bold?: boolean; size?: number } = {},
) {
  const { bold, size, ...rest } = options;
  return new D.Paragraph({
    ...rest,
    children: [run(text, { ...(bold && { bold }), ...(size && { size }) })],
  });
}

/** A paragraph of the text: justified, with its indent. */
export const body = (text: string, keepNext = false): D.Paragraph =>
  line(text, { alignment: D.AlignmentType.JUSTIFIED, indent: { firstLine: INDENT }, keepNext });

/** After a table: the next words keep off its frame. */
export const gap = (): D.Paragraph =>
  new D.Paragraph({ spacing: { line: 120, lineRule: D.LineRuleType.EXACT }, children: [] });

/** A cell of a table; its width in per cent. */
export const cell = (
  children: D.Paragraph[],
  width: number,
  borders: D.ITableCellOptions['borders'] = framed,
) =>
  new D.TableCell({
    children,
    borders: borders!,
    width: { size: width, type: D.WidthType.PERCENTAGE },
    margins: { top: 30, bottom: 30, left: 80, right: 80 },
  });

/** Spaces that fill the widest bar: a bar is a shaded run of them, which needs no picture and no glyph. */
const BAR_SPACES = 60;

/** A chart of bars beside their numbers. */
export function drawBars({ caption, rows }: Extract<Block, { kind: 'bars' }>): (D.Paragraph | D.Table)[] {
  const most = longestBar(rows);
  const bar = (value: number) =>
    new D.Paragraph({
      children: [
        run('\u00a0'.repeat(Math.round((value / most) * BAR_SPACES)), {
          size: SMALL,
          shading: { type: D.ShadingType.CLEAR, fill: '8A4B2A', color: 'auto' },
        }),
      ],
    });
  return [
    line(caption, { bold: true, spacing: { before: 160, after: 60 }, keepNext: true }),
    new D.Table({
      width: { size: 100, type: D.WidthType.PERCENTAGE },
      borders: frameless,
      rows: rows.map(
        ([name, value]) =>
          new D.TableRow({
            cantSplit: true,
            children: [
              cell([line(name, { size: SMALL })], 42, frameless),
              cell(
                [line(formatNumber(value), { size: SMALL, alignment: D.AlignmentType.RIGHT })],
                10,
                frameless,
              ),
              cell([bar(value)], 48, frameless),
            ],
          }),
      ),
    }),
    gap(),
  ];
}
