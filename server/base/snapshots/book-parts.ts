import { strFromU8 } from 'fflate';

/** Parts of a workbook the library does not write: ECMA-376 part 1. */

export const XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
export const OFFICE_RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

export const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

export const writeRelations = (
  list: readonly (readonly [id: string, type: string, target: string])[],
): string =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list
    .map(
      ([id, type, target]) =>
        `<Relationship Id="${id}" Type="${OFFICE_RELATIONS}/${type}" Target="${target}"/>`,
    )
    .join('')}</Relationships>`;

/** File of a sheet by its name: the library numbers them in their order. */
export function sheetPath(files: Record<string, Uint8Array>, name: string): string {
  const names = [...strFromU8(files['xl/workbook.xml']!).matchAll(/<sheet\b[^>]*\bname="([^"]*)"/gu)];
  const at = names.findIndex(([, found]) => found === escapeXml(name));
  if (at < 0) throw new Error(`В книге нет листа «${name}»`);
  return `sheet${at + 1}.xml`;
}
