import sharp from 'sharp';
import { uint8At } from '../../lib/typed-arrays.ts';

/** Differing bits of 64 up to which two prints are one picture. */
export const SAME_PICTURE = 4;

/** Difference hash: each bit tells whether a point is lighter than its right neighbour in a 9×8 grey picture. */
export async function photoPrint(picture: Buffer): Promise<string> {
  const grey = await sharp(picture).greyscale().resize(9, 8, { fit: 'fill' }).raw().toBuffer();
  let bits = '';
  for (let row = 0; row < 8; row += 1) {
    for (let column = 0; column < 8; column += 1)
      bits += uint8At(grey, row * 9 + column) > uint8At(grey, row * 9 + column + 1) ? '1' : '0';
  }
  return bits;
}

/** A flat picture (night, a wall) is like every other one: its print proves nothing. */
export const isTelling = (bits: string): boolean => {
  const ones = [...bits].filter((bit) => bit === '1').length;
  return ones >= 8 && ones <= 56;
};
