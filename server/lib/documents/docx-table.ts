import * as D from 'docx';
import { heatColours, type Tint } from '../../../shared/charts/heat-colours.ts';
import { itemAt } from '../../../shared/lists.ts';
import { cell, gap, line, SMALL } from './docx-parts.ts';
import type { Block } from './model.ts';

/** The ground of a painted cell; one of too few is hatched. */
function groundOf(tint: Tint | undefined): D.IShadingAttributesProperties | undefined {
  if (!tint) return undefined;
  if (tint === 'small') return { type: D.ShadingType.THIN_DIAGONAL_STRIPE, color: 'D9D3C4', fill: 'FFFFFF' };
  return { type: D.ShadingType.CLEAR, color: 'auto', fill: itemAt(heatColours, tint - 1).ground };
}

const lettersOn = (tint: Tint | undefined): { color?: string } =>
  typeof tint === 'number' ? { color: itemAt(heatColours, tint - 1).letters } : {};

/** A table under its caption, its head on every sheet. */
export function drawTable(block: Extract<Block, { kind: 'table' }>): (D.Paragraph | D.Table)[] {
  const width = (column: number) => block.widths[column] ?? 10;
  const row = (texts: readonly string[], kind: 'head' | 'row' | 'total', tints: readonly Tint[] = []) =>
    new D.TableRow({
      tableHeader: kind === 'head',
      cantSplit: true,
      children: texts.map((text, column) =>
        cell(
          [
            line(text, {
              size: SMALL,
              bold: kind !== 'row',
              ...lettersOn(tints[column]),
              alignment:
                kind === 'head'
                  ? D.AlignmentType.CENTER
                  : block.figures.includes(column)
                    ? D.AlignmentType.RIGHT
                    : D.AlignmentType.LEFT,
            }),
          ],
          width(column),
          undefined,
          groundOf(tints[column]),
        ),
      ),
    });
  const last = block.rows.length - 1;
  return [
    line(block.caption, { bold: true, spacing: { before: 160, after: 60 }, keepNext: true }),
    new D.Table({
      width: { size: 100, type: D.WidthType.PERCENTAGE },
      rows: [
        row(block.head, 'head'),
        ...block.rows.map((texts, at) =>
          row(texts, block.hasTotal && at === last ? 'total' : 'row', block.tints?.[at]),
        ),
      ],
    }),
    gap(),
  ];
}

/** Names of facts on the left, what is so on the right. */
export const drawFacts = ({ rows }: Extract<Block, { kind: 'facts' }>): D.Table =>
  new D.Table({
    width: { size: 100, type: D.WidthType.PERCENTAGE },
    rows: rows.map(
      ([name, value]) =>
        new D.TableRow({
          cantSplit: true,
          children: [
            cell([line(name, { size: SMALL })], 38),
            cell(
              value.split('\n').map((text) => line(text, { size: SMALL })),
              62,
            ),
          ],
        }),
    ),
  });
