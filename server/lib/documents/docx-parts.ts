import * as D from 'docx';
import { attachmentLines, type Block, keepTogether, type OfficialDocument } from './model.ts';

/** What a Word paper is drawn of. */

/** Twentieths of a point; the library's own count rounds down. */
export const mm = (value: number): number => Math.round((value * 1440) / 25.4);

/** Half points: 13 pt for text, 12 for tables and what stands small. */
export const SIZE = 26;
export const SMALL = 24;
export const NOTE = 18;
export const EXECUTOR = 20;
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
  options: Partial<D.IParagraphOptions> & { bold?: boolean; size?: number; color?: string } = {},
) {
  const { bold, size, color, ...rest } = options;
  return new D.Paragraph({
    ...rest,
    children: [run(text, { ...(bold && { bold }), ...(size && { size }), ...(color && { color }) })],
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
  shading?: D.IShadingAttributesProperties,
  verticalAlign?: D.ITableCellOptions['verticalAlign'],
) =>
  new D.TableCell({
    children,
    borders,
    ...(shading && { shading }),
    ...(verticalAlign && { verticalAlign }),
    width: { size: width, type: D.WidthType.PERCENTAGE },
    margins: { top: 30, bottom: 30, left: 80, right: 80 },
  });

/** A line in the middle. */
export const centred = (text: string, bold = false, size = SIZE): D.Paragraph =>
  line(text, { alignment: D.AlignmentType.CENTER, bold, size });

/** Minutes: date and number at the two margins, the place in the middle below. */
export const drawDated = (
  { date, number, registered, isUnregistered }: OfficialDocument,
  place: string,
  widthMm: number,
): D.Paragraph[] => [
  ...(isUnregistered
    ? []
    : [
        new D.Paragraph({
          tabStops: [{ type: D.TabStopType.RIGHT, position: mm(widthMm) }],
          children: [run(date ?? '____________'), run('\t'), run(`№ ${number ?? '__________'}`)],
        }),
      ]),
  ...(registered ? [line(registered)] : []),
  centred(place),
  line(''),
];

/** From the very margin; one that leads stands with what follows it. */
export const drawLine = (
  { text, isLead }: Extract<Block, { kind: 'line' }>,
  keepNext: boolean,
): D.Paragraph =>
  line(text, {
    keepNext: keepNext || isLead === true,
    ...(isLead && { spacing: { before: 80 } }),
  });

/** A word in bold and what it is of. */
export function drawLabelled(
  { label, text }: Extract<Block, { kind: 'labelled' }>,
  keepNext: boolean,
): D.Paragraph[] {
  const [first = '', ...rest] = text.split('\n').filter((part) => part.trim());
  return [
    new D.Paragraph({
      alignment: D.AlignmentType.JUSTIFIED,
      indent: { firstLine: INDENT },
      // A word by itself stands with what it is of.
      keepNext: keepNext || first === '',
      children: [run(label, { bold: true }), run(` ${first}`)],
    }),
    ...rest.map((text) => body(text, keepNext)),
  ];
}

const ATTACHED = mm(27);

/** «Приложение: …», the numbered ones below one another. */
export const drawAttachments = (paper: OfficialDocument): D.Paragraph[] =>
  attachmentLines(paper).map(
    (text, at) =>
      new D.Paragraph({
        spacing: { before: at === 0 ? 240 : 0 },
        indent: { left: ATTACHED, hanging: at === 0 ? ATTACHED : 0 },
        tabStops: [{ type: D.TabStopType.LEFT, position: ATTACHED }],
        children: at === 0 ? [run('Приложение:'), run('\t'), run(text)] : [run(text)],
      }),
  );

/** People and who they are, in columns that are not drawn. */
export const drawRoster = ({ rows }: Extract<Block, { kind: 'roster' }>): D.Table =>
  new D.Table({
    width: { size: 100, type: D.WidthType.PERCENTAGE },
    borders: frameless,
    rows: rows.map(
      ([name, position]) =>
        new D.TableRow({
          cantSplit: true,
          children: [
            cell([line(name)], 40, frameless),
            cell([line('–')], 4, frameless),
            cell([line(position, { spacing: { after: 120 } })], 56, frameless),
          ],
        }),
    ),
  });

/** The stamp of approval: in the right corner of a sheet that begins with it. */
export const drawStamp = (stamp: readonly string[]): D.Paragraph[] =>
  stamp.map((text, at) => line(text, { indent: { left: mm(95) }, pageBreakBefore: at === 0 }));
