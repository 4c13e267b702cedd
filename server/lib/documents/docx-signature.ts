import * as D from 'docx';
import { cell, frameless, line, mm, run } from './docx-parts.ts';
import { markLines, type OfficialDocument, type Signature, signerName } from './model.ts';

export function drawSignature(paper: OfficialDocument, widthMm: number): (D.Paragraph | D.Table)[] {
  const { signature } = paper;
  if (!signature) return [];
  const { mark, above, below } = signature;
  // The day of it never lies alone on a sheet.
  const keepNext = below !== undefined;
  const signed = new D.Paragraph({
    keepNext,
    spacing: { before: signature.above ? 120 : 560 },
    tabStops: [{ type: D.TabStopType.RIGHT, position: mm(widthMm) }],
    children: [run(signature.position), run('\t'), run(signerName(signature))],
  });
  return [
    ...(above ? [line(above, { spacing: { before: 560 }, keepNext: true })] : []),
    ...(mark ? [line('', { keepNext: true }), drawMarked(signature, markLines(mark), keepNext)] : [signed]),
    ...(below ? [line(below, { spacing: { before: 120 } })] : []),
  ];
}

/** The name stands on the last line of the position. */
const bottom = (children: D.Paragraph[], width: number) =>
  cell(children, width, frameless, undefined, D.VerticalAlign.BOTTOM);

/** The mark of an electronic signature stands where the hand would: between the position and the name. */
function drawMarked(signature: Signature, lines: readonly string[], keepNext: boolean): D.Table {
  const blue = { style: D.BorderStyle.SINGLE, size: 8, color: '1E4E79' };
  const mark = lines.map(
    (text, at) => new D.Paragraph({ children: [run(text, { size: 18, bold: at === 0, color: '1E4E79' })] }),
  );
  const name = line(signerName(signature), { alignment: D.AlignmentType.RIGHT, keepNext });
  return new D.Table({
    width: { size: 100, type: D.WidthType.PERCENTAGE },
    borders: frameless,
    rows: [
      new D.TableRow({
        cantSplit: true,
        children: [
          bottom([line(signature.position, { keepNext })], 35),
          cell(mark, 38, { top: blue, bottom: blue, left: blue, right: blue }),
          bottom([name], 27),
        ],
      }),
    ],
  });
}
