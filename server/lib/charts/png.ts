import sharp from 'sharp';
import type { Picture } from '../../../shared/charts/picture.ts';
import { toSvg } from './svg.ts';

/** Points of the file to a point of the picture: sharp when it is printed. */
const RATIO = 3;

/** A drawn chart as a picture file on white, for Word and for letters. */
export const toPng = (picture: Picture): Promise<Buffer> =>
  sharp(Buffer.from(toSvg(picture, '', 'outline')), { density: 72 * RATIO })
    .flatten({ background: '#ffffff' })
    .png({ palette: true })
    .toBuffer();
