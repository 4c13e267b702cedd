import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { escapeXml, OFFICE_RELATIONS, sheetPath, writeRelations, XML_HEAD } from './book-parts.ts';

/** A picture of a sheet: points wide and high, and what it shows in words for those who do not see it. */
export interface BookPicture {
  png: Uint8Array;
  width: number;
  height: number;
  words: string;
}

/** English metric units to a point of the picture: it is printed as large as on paper. */
const UNITS = 12_700;
/** Height of a row nobody has changed, points. */
const ROW = 15;
const DRAWING = 'http://schemas.openxmlformats.org/drawingml/2006';

/**
 * Puts pictures into a sheet, one under another from a row on (from 0): the library streams a book and draws none. ECMA-376 part 1,
 * 20.5 (spreadsheet drawing) and the lines that name them.
 */
export function addPictures(
  bytes: Uint8Array,
  { sheet, row, pictures }: { sheet: string; row: number; pictures: readonly BookPicture[] },
): Buffer {
  const files = unzipSync(bytes);
  const path = sheetPath(files, sheet);
  pictures.forEach(({ png }, at) => {
    files[`xl/media/map${at + 1}.png`] = new Uint8Array(png);
  });
  const put = (file: string, xml: string): void => {
    files[file] = strToU8(XML_HEAD + xml);
  };
  const edit = (file: string, before: string, added: string): void => {
    files[file] = strToU8(strFromU8(files[file]!).replace(before, `${added}${before}`));
  };
  put('xl/drawings/drawing1.xml', writeDrawing(pictures, row));
  put(
    'xl/drawings/_rels/drawing1.xml.rels',
    writeRelations(pictures.map((_, at) => [`rId${at + 1}`, 'image', `../media/map${at + 1}.png`])),
  );
  put(
    `xl/worksheets/_rels/${path}.rels`,
    writeRelations([['rIdDrawing', 'drawing', '../drawings/drawing1.xml']]),
  );
  edit(`xl/worksheets/${path}`, '</worksheet>', `<drawing xmlns:r="${OFFICE_RELATIONS}" r:id="rIdDrawing"/>`);
  edit(
    '[Content_Types].xml',
    '</Types>',
    `${hasPng(files) ? '' : '<Default Extension="png" ContentType="image/png"/>'}<Override PartName="/xl/drawings/drawing1.xml" ContentType="application/vnd.openxmlformats-officedocument.drawing+xml"/>`,
  );
  return Buffer.from(zipSync(files));
}

const hasPng = (files: Record<string, Uint8Array>): boolean =>
  strFromU8(files['[Content_Types].xml']!).includes('Extension="png"');

function writeDrawing(pictures: readonly BookPicture[], row: number): string {
  let from = row;
  const anchors = pictures.map(({ width, height, words }, at) => {
    const place = from;
    from += Math.ceil(height / ROW) + 1;
    const size = `cx="${Math.round(width * UNITS)}" cy="${Math.round(height * UNITS)}"`;
    return `<xdr:oneCellAnchor><xdr:from><xdr:col>0</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${place}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:ext ${size}/><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="${at + 1}" name="map${at + 1}" descr="${escapeXml(words)}"/><xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill><a:blip r:embed="rId${at + 1}"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill><xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext ${size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic><xdr:clientData/></xdr:oneCellAnchor>`;
  });
  return `<xdr:wsDr xmlns:xdr="${DRAWING}/spreadsheetDrawing" xmlns:a="${DRAWING}/main" xmlns:r="${OFFICE_RELATIONS}">${anchors.join('')}</xdr:wsDr>`;
}
