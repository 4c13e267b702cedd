import * as D from 'docx';
import QRCode from 'qrcode';
import { drawCharts, type PaintedCharts, paintCharts } from './docx-charts.ts';
import {
  body,
  cell,
  centred,
  drawAttachments,
  drawDated,
  drawLabelled,
  drawLine,
  drawRoster,
  drawStamp,
  EXECUTOR,
  FONT,
  frameless,
  line,
  mm,
  NOTE,
  run,
  SIZE,
  SMALL,
} from './docx-parts.ts';
import { drawSignature } from './docx-signature.ts';
import { drawFacts, drawTable } from './docx-table.ts';
import { type Block, dateAndNumber, fullTitle, marginsOf, type OfficialDocument } from './model.ts';

/** `keepNext`: the signature follows, and does not stand on a sheet alone. */
function drawBlock(block: Block, charts: PaintedCharts, keepNext = false): (D.Paragraph | D.Table)[] {
  switch (block.kind) {
    case 'text':
      return block.text
        .split('\n')
        .filter((text) => text.trim())
        .map((text) => body(text, keepNext));
    case 'line':
      return [drawLine(block, keepNext)];
    case 'heading':
      return [
        new D.Paragraph({
          heading: D.HeadingLevel.HEADING_2,
          spacing: { before: 240, after: 80 },
          keepNext: true,
          children: [run(block.text)],
        }),
      ];
    case 'list':
      return block.items.map(
        (item) =>
          new D.Paragraph({
            bullet: { level: 0 },
            indent: { left: mm(18), hanging: mm(5.5) },
            keepNext,
            children: [run(item)],
          }),
      );
    case 'labelled':
      return drawLabelled(block, keepNext);
    case 'roster':
      return [drawRoster(block)];
    case 'note':
      return block.lines.map((text, at) =>
        line(text, { size: NOTE, spacing: { before: at === 0 ? 240 : 40 }, keepNext: true }),
      );
    case 'facts':
      return [drawFacts(block)];
    case 'charts':
      return drawCharts(block, charts);
    default:
      return drawTable(block);
  }
}

/** Date and number on the left, the addressee on the right: a table without lines, as Word keeps it in place. */
function drawMeta(paper: OfficialDocument): D.Table {
  const left = [dateAndNumber(paper), paper.registered, paper.refer].filter((text) => text != null);
  return new D.Table({
    width: { size: 100, type: D.WidthType.PERCENTAGE },
    borders: frameless,
    rows: [
      new D.TableRow({
        children: [
          cell(
            left.map((text) => line(text)),
            50,
            frameless,
          ),
          cell(
            paper.addressee.map((text) => line(text)),
            50,
            frameless,
          ),
        ],
      }),
    ],
  });
}

/** Foot of sheet 1: who prepared it on the left, the QR code in the lower right corner (реквизит 31). */
async function drawFoot(paper: OfficialDocument): Promise<D.Footer> {
  const qr = paper.qr
    ? [
        new D.ImageRun({
          type: 'png',
          data: await QRCode.toBuffer(paper.qr, { margin: 0, width: 240 }),
          transformation: { width: 76, height: 76 },
          altText: { name: 'QR-код', title: 'QR-код', description: `Ссылка: ${paper.qr}` },
        }),
      ]
    : [];
  return new D.Footer({
    children: [
      new D.Table({
        width: { size: 100, type: D.WidthType.PERCENTAGE },
        borders: frameless,
        rows: [
          new D.TableRow({
            children: [
              cell(
                (paper.executor ?? '').split('\n').map((text) => line(text, { size: EXECUTOR })),
                70,
                frameless,
              ),
              cell([new D.Paragraph({ alignment: D.AlignmentType.RIGHT, children: qr })], 30, frameless),
            ],
          }),
        ],
      }),
    ],
  });
}

const emptyHeader = (): D.Header => new D.Header({ children: [new D.Paragraph({})] });

/** Number of the page in the centre of the upper margin, from page 2. */
const numberedHeader = (): D.Header =>
  new D.Header({
    children: [
      new D.Paragraph({
        alignment: D.AlignmentType.CENTER,
        children: [new D.TextRun({ children: [D.PageNumber.CURRENT], size: SMALL })],
      }),
    ],
  });

/** The last block of the text itself: notes stand after it. */
const lastWords = ({ blocks, signature }: OfficialDocument): number =>
  signature ? blocks.findLastIndex(({ kind }) => kind !== 'note') : -1;

function drawBody(
  paper: OfficialDocument,
  widthMm: number,
  charts: PaintedCharts,
): (D.Paragraph | D.Table)[] {
  const { letterhead, kind, salutation } = paper;
  const isUnder = paper.isTitleUnder === true;
  return [
    ...(paper.mark ? [line(paper.mark, { alignment: D.AlignmentType.RIGHT })] : []),
    ...(letterhead
      ? [
          centred(letterhead.organisation, true),
          ...letterhead.lines.map((text) => centred(text, false, SMALL)),
          line(''),
        ]
      : []),
    ...(!paper.place && (letterhead || paper.addressee.length > 0) ? [drawMeta(paper), line('')] : []),
    new D.Paragraph({
      heading: D.HeadingLevel.HEADING_1,
      alignment: kind ? D.AlignmentType.CENTER : D.AlignmentType.LEFT,
      spacing: { after: paper.place ? 160 : 240 },
      ...(kind === null && { indent: { right: mm(60) } }),
      children: kind ? [run(kind), ...(isUnder ? [] : [run(paper.title, { break: 1 })])] : [run(paper.title)],
    }),
    ...(paper.place ? drawDated(paper, paper.place, widthMm) : []),
    ...(isUnder ? [centred(paper.title, true), line('')] : []),
    ...(salutation ? [centred(salutation), line('')] : []),
    ...paper.blocks.flatMap((block, at) => drawBlock(block, charts, at === lastWords(paper))),
    ...drawAttachments(paper),
    ...drawSignature(paper, widthMm),
    ...(paper.annex ? drawAnnex(paper.annex, charts) : []),
  ];
}

/** What the paper approves, on a sheet of its own. */
function drawAnnex(
  { stamp, kind, title, blocks }: NonNullable<OfficialDocument['annex']>,
  charts: PaintedCharts,
): (D.Paragraph | D.Table)[] {
  return [
    ...drawStamp(stamp),
    new D.Paragraph({
      heading: D.HeadingLevel.HEADING_1,
      alignment: D.AlignmentType.CENTER,
      spacing: { before: 360, after: 240 },
      children: [run(kind), run(title, { break: 1 })],
    }),
    ...blocks.flatMap((block) => drawBlock(block, charts)),
  ];
}

/** The document as Word keeps it, by the margins, fonts and numbering of ГОСТ Р 7.0.97-2025. */
export async function toDocx(
  paper: OfficialDocument,
  { author, keywords = '' }: { author: string; keywords?: string },
): Promise<Buffer> {
  const margins = marginsOf(paper);
  const sheet = paper.isLandscape ? 297 : 210;
  const heading = { run: { font: FONT, size: SIZE, bold: true, color: '000000' } };
  const file = new D.Document({
    title: fullTitle(paper),
    creator: author,
    ...(keywords && { keywords }),
    styles: {
      default: {
        document: {
          run: { font: FONT, size: SIZE, language: { value: 'ru-RU' } },
          paragraph: { spacing: { line: 276 } },
        },
        heading1: heading,
        heading2: heading,
      },
    },
    sections: [
      {
        properties: {
          titlePage: true,
          page: {
            size: {
              width: mm(210),
              height: mm(297),
              orientation: paper.isLandscape ? D.PageOrientation.LANDSCAPE : D.PageOrientation.PORTRAIT,
            },
            margin: {
              left: mm(margins.left),
              right: mm(margins.right),
              top: mm(margins.top),
              bottom: mm(margins.bottom),
              header: mm(10),
              footer: mm(10),
            },
          },
        },
        headers: { default: numberedHeader(), first: emptyHeader() },
        footers: { first: await drawFoot(paper), default: new D.Footer({ children: [new D.Paragraph({})] }) },
        children: drawBody(paper, sheet - margins.left - margins.right, await paintCharts(paper.blocks)),
      },
    ],
  });
  return D.Packer.toBuffer(file);
}
