import { type HeatScale, smallest } from '../../../../shared/charts/heat-scale.ts';
import {
  badness,
  gapBrief,
  gapWords,
  lookOfRatio,
  type RatioKind,
  ratioScale,
  readRatio,
  writeRatio,
} from '../../../../shared/charts/ratio-heat.ts';
import type { Fullness } from '../../../../shared/contract/heatmap/analysis.ts';
import type { SliceFilter } from '../../../../shared/contract/heatmap/objects.ts';
import { type CaseField, caseFields } from '../../../../shared/contract/messages/cases-list.ts';
import { fieldWords } from '../../../../shared/text/case-fields.ts';
import { formatNumber } from '../../../../shared/text/numbers.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { casesHref, sliceInList } from '../../base/parts/object-words.ts';
import type { GridCell, GridColumn, GridLine } from '../figures/figure-grid.tsx';

export const fullKind: RatioKind = { unit: 'share', better: 'up' };

type Line = Fullness['lines'][number];

/** The filter of the case list a side of the table is. */
const sideFilters: Readonly<Record<Fullness['by'], string>> = {
  channel: 'channel',
  block: 'block',
  district: 'districtId',
  unit: 'unitId',
};

export interface FullnessView {
  columns: GridColumn[];
  lines: GridLine[];
  scale: HeatScale;
  total: number;
}

const readField = ({ fields }: Line, field: CaseField) =>
  readRatio(fullKind, { part: fields[field].has, whole: fields[field].asked }, smallest);

/** Fields across, sides down; a share opens the cases that lack the field, none where nothing is lacking. */
export function layOutFullness({ by, lines, whole }: Fullness, slice: SliceFilter): FullnessView {
  const worst = lines.flatMap((line) =>
    caseFields.flatMap((field) => {
      const { value } = readField(line, field);
      return value === null ? [] : [badness(fullKind, value)];
    }),
  );
  const scale = ratioScale(Math.max(0, ...worst));
  // Where the slice is narrower than a line of districts, the list stays as narrow.
  const isKept = by === 'district' && slice.districtId !== undefined;
  const partOf = (key: string, isWhole: boolean): Record<string, string> =>
    isWhole || isKept ? {} : { [sideFilters[by]]: key };
  const cellOf = (line: Line, field: CaseField, isWhole: boolean): GridCell => {
    const { asked, has } = line.fields[field];
    const told = readField(line, field);
    const lacking = asked - has;
    const words = fieldWords[field];
    return {
      text: told.gap === null ? writeRatio(fullKind, told.value) : gapBrief[told.gap],
      look: isWhole ? 'plain' : lookOfRatio(fullKind, told, scale),
      href:
        lacking === 0
          ? null
          : casesHref({
              ...sliceInList(slice),
              ...partOf(line.key, isWhole),
              lacks: field,
            }),
      aloud: ` — ${line.title}, ${words.title}${told.gap === 'few' ? `, ${gapWords.few}` : ''}, ${formatNumber(has)} из ${formatNumber(asked)} ${words.of}${lacking === 0 ? '' : `, открывает ${counted(lacking, 'дело', 'дела', 'дел')}: ${words.lacks.toLocaleLowerCase('ru')}`}`,
    };
  };
  const rowOf = (line: Line, kind: GridLine['kind']): GridLine => ({
    id: line.key,
    title: line.title,
    kind,
    cells: [
      ...caseFields.map((field) => cellOf(line, field, kind === 'grand')),
      {
        text: formatNumber(line.total),
        look: 'plain',
        href: casesHref({ ...sliceInList(slice), ...partOf(line.key, kind === 'grand') }),
        aloud: ` — ${line.title}, всего дел`,
      },
    ],
  });
  return {
    columns: [
      ...caseFields.map((field) => ({ id: field, title: fieldWords[field].title })),
      { id: 'total', title: 'Дел', isTotal: true },
    ],
    lines: [
      ...lines.map((line) => rowOf(line, line.key === 'none' ? 'lost' : 'part')),
      rowOf(whole, 'grand'),
    ],
    scale,
    total: whole.total,
  };
}
