import sharp from 'sharp';
import { FONT_SIZE, type Picture, words } from '../../../shared/charts/picture.ts';
import { drawMark, toSvg } from './svg.ts';

/** Points of the file to a point of the picture: sharp when it is printed. */
const RATIO = 3;

const paint = (svg: string): Promise<Buffer> =>
  sharp(Buffer.from(svg), { density: 72 * RATIO })
    .flatten({ background: '#ffffff' })
    .png({ palette: true })
    .toBuffer();

/** A drawn chart as a picture file on white: for Word, where its caption stands under it. */
export const toPng = (picture: Picture): Promise<Buffer> => paint(toSvg(picture, '', 'outline'));

const MARGIN = 16;
const HEAD = FONT_SIZE * 2;

/** The same with its title over it and air around it: a file of a letter has nothing else to be understood by. */
export function toTitledPng(picture: Picture, title: string): Promise<Buffer> {
  const [width, height] = [picture.width + MARGIN * 2, Math.ceil(picture.height) + MARGIN * 2 + HEAD];
  const head = drawMark(words(MARGIN, MARGIN + FONT_SIZE, title, 'start', 'strong'), 'outline');
  const inside = toSvg(picture, '', 'outline').replace('<svg ', `<svg x="${MARGIN}" y="${MARGIN + HEAD}" `);
  return paint(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${head}${inside}</svg>`,
  );
}
