import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { guardCell } from '../../lib/tables/formula-guard.ts';
import { escapeXml, OFFICE_RELATIONS, sheetPath, writeRelations, XML_HEAD } from './book-parts.ts';
import type { FlatLine } from './figures.ts';

/**
 * A real pivot table in a workbook the library wrote without one: three parts of ECMA-376 part 1, 18.10 (definition of
 * the cache, its records, the table) and the lines that name them. The program counts it anew when the file is opened.
 */
export interface PivotPlan {
  lines: readonly FlatLine[];
  rowTitle: string;
  columnTitle: string;
  valueTitle: string;
  dataSheet: string;
  pivotSheet: string;
  /** Groups become a filter above the table. */
  hasGroups: boolean;
}

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const PART = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Where the table begins: below the title, the filter and an empty row. */
const FIRST_ROW = 6;

/** Values of a field in the order they are met, as the cells of the data hold them. */
function collect(values: readonly string[]): { items: string[]; indexOf: Map<string, number> } {
  const items = [...new Set(values)];
  return { items, indexOf: new Map(items.map((item, at) => [item, at])) };
}

export function addPivot(bytes: Uint8Array, plan: PivotPlan): Buffer {
  const files = unzipSync(bytes);
  const put = (path: string, xml: string): void => {
    files[path] = strToU8(XML_HEAD + xml);
  };
  const edit = (path: string, change: (xml: string) => string): void => {
    files[path] = strToU8(change(strFromU8(files[path]!)));
  };
  const sides = readSides(plan);
  put('xl/pivotCache/pivotCacheDefinition1.xml', writeCache(plan, sides));
  put('xl/pivotCache/pivotCacheRecords1.xml', writeRecords(plan, sides));
  put(
    'xl/pivotCache/_rels/pivotCacheDefinition1.xml.rels',
    writeRelations([['rId1', 'pivotCacheRecords', 'pivotCacheRecords1.xml']]),
  );
  put('xl/pivotTables/pivotTable1.xml', writeTable(plan, sides));
  put(
    'xl/pivotTables/_rels/pivotTable1.xml.rels',
    writeRelations([['rId1', 'pivotCacheDefinition', '../pivotCache/pivotCacheDefinition1.xml']]),
  );
  const sheet = sheetPath(files, plan.pivotSheet);
  put(
    `xl/worksheets/_rels/${sheet}.rels`,
    writeRelations([['rIdPivot', 'pivotTable', '../pivotTables/pivotTable1.xml']]),
  );
  edit('[Content_Types].xml', (xml) =>
    xml.replace(
      '</Types>',
      `<Override PartName="/xl/pivotTables/pivotTable1.xml" ContentType="${PART}.pivotTable+xml"/>` +
        `<Override PartName="/xl/pivotCache/pivotCacheDefinition1.xml" ContentType="${PART}.pivotCacheDefinition+xml"/>` +
        `<Override PartName="/xl/pivotCache/pivotCacheRecords1.xml" ContentType="${PART}.pivotCacheRecords+xml"/></Types>`,
    ),
  );
  edit('xl/_rels/workbook.xml.rels', (xml) =>
    xml.replace(
      '</Relationships>',
      `<Relationship Id="rIdPivot" Type="${OFFICE_RELATIONS}/pivotCacheDefinition" Target="pivotCache/pivotCacheDefinition1.xml"/></Relationships>`,
    ),
  );
  edit('xl/workbook.xml', (xml) =>
    xml.replace(
      '</workbook>',
      '<pivotCaches><pivotCache cacheId="1" r:id="rIdPivot"/></pivotCaches></workbook>',
    ),
  );
  return Buffer.from(zipSync(files));
}

type Side = ReturnType<typeof collect>;
interface Sides {
  group: Side;
  row: Side;
  column: Side;
}

const readSides = ({ lines }: PivotPlan): Sides => ({
  group: collect(lines.map(({ group }) => guardCell(group))),
  row: collect(lines.map(({ row }) => guardCell(row))),
  column: collect(lines.map(({ column }) => guardCell(column))),
});

function writeCache(
  { lines, dataSheet, rowTitle, columnTitle, valueTitle }: PivotPlan,
  sides: Sides,
): string {
  const named = (title: string, { items }: Side): string =>
    `<cacheField name="${escapeXml(title)}" numFmtId="0"><sharedItems count="${items.length}">${items
      .map((item) => `<s v="${escapeXml(item)}"/>`)
      .join('')}</sharedItems></cacheField>`;
  const values = lines.map(({ value }) => value);
  const least = Math.min(...values);
  const greatest = Math.max(...values);
  return `<pivotCacheDefinition ${MAIN} xmlns:r="${OFFICE_RELATIONS}" r:id="rId1" refreshOnLoad="1" refreshedBy="Отклик" createdVersion="6" refreshedVersion="6" minRefreshableVersion="3" recordCount="${lines.length}"><cacheSource type="worksheet"><worksheetSource ref="A1:D${lines.length + 1}" sheet="${escapeXml(dataSheet)}"/></cacheSource><cacheFields count="4">${named('Группа', sides.group)}${named(rowTitle, sides.row)}${named(columnTitle, sides.column)}<cacheField name="${escapeXml(valueTitle)}" numFmtId="0"><sharedItems containsSemiMixedTypes="0" containsString="0" containsNumber="1" containsInteger="1" minValue="${least}" maxValue="${greatest}"/></cacheField></cacheFields></pivotCacheDefinition>`;
}

function writeRecords({ lines }: PivotPlan, { group, row, column }: Sides): string {
  const at = (side: Side, text: string): string => `<x v="${side.indexOf.get(guardCell(text))!}"/>`;
  return `<pivotCacheRecords ${MAIN} count="${lines.length}">${lines
    .map(
      (line) =>
        `<r>${at(group, line.group)}${at(row, line.row)}${at(column, line.column)}<n v="${line.value}"/></r>`,
    )
    .join('')}</pivotCacheRecords>`;
}

function writeTable({ valueTitle, hasGroups }: PivotPlan, { group, row, column }: Sides): string {
  const items = ({ items: list }: Side): string =>
    `<items count="${list.length + 1}">${list.map((_, at) => `<item x="${at}"/>`).join('')}<item t="default"/></items>`;
  const lines = ({ items: list }: Side): string =>
    `${list.map((_, at) => `<i><x${at === 0 ? '' : ` v="${at}"`}/></i>`).join('')}<i t="grand"><x/></i>`;
  const groups = hasGroups
    ? `<pivotField axis="axisPage" compact="0" outline="0" showAll="0">${items(group)}</pivotField>`
    : '<pivotField compact="0" outline="0" showAll="0"/>';
  const pages = hasGroups ? '<pageFields count="1"><pageField fld="0" hier="-1"/></pageFields>' : '';
  const last = `${columnLetters(column.items.length + 2)}${FIRST_ROW + row.items.length + 2}`;
  const title = escapeXml(`Сумма: ${valueTitle}`);
  return `<pivotTableDefinition ${MAIN} name="Сводная" cacheId="1" applyNumberFormats="0" applyBorderFormats="0" applyFontFormats="0" applyPatternFormats="0" applyAlignmentFormats="0" applyWidthHeightFormats="1" dataCaption="Значения" grandTotalCaption="Всего" updatedVersion="6" minRefreshableVersion="3" createdVersion="6" useAutoFormatting="1" itemPrintTitles="1" indent="0" compact="0" compactData="0" multipleFieldFilters="0"><location ref="A${FIRST_ROW}:${last}" firstHeaderRow="1" firstDataRow="2" firstDataCol="1"${hasGroups ? ' rowPageCount="1" colPageCount="1"' : ''}/><pivotFields count="4">${groups}<pivotField axis="axisRow" compact="0" outline="0" showAll="0">${items(row)}</pivotField><pivotField axis="axisCol" compact="0" outline="0" showAll="0">${items(column)}</pivotField><pivotField dataField="1" compact="0" outline="0" showAll="0"/></pivotFields><rowFields count="1"><field x="1"/></rowFields><rowItems count="${row.items.length + 1}">${lines(row)}</rowItems><colFields count="1"><field x="2"/></colFields><colItems count="${column.items.length + 1}">${lines(column)}</colItems>${pages}<dataFields count="1"><dataField name="${title}" fld="3" baseField="0" baseItem="0"/></dataFields><pivotTableStyleInfo name="PivotStyleLight16" showRowHeaders="1" showColHeaders="1" showRowStripes="0" showColStripes="0" showLastColumn="1"/></pivotTableDefinition>`;
}

/** 1 is A, 27 is AA. */
function columnLetters(number: number): string {
  const rest = Math.floor((number - 1) / 26);
  const letter = String.fromCharCode(65 + ((number - 1) % 26));
  return rest === 0 ? letter : columnLetters(rest) + letter;
}
