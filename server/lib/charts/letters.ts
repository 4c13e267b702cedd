import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Font } from 'opentype.js';
import { FONT_SIZE } from '../../../shared/charts/picture.ts';
import { once } from '../once.ts';

/** Letters as shapes: a picture made of them needs no font where it is turned into points. */

const require = createRequire(import.meta.url);

/** Cyrillic letters are in one file of the font, digits and signs in the other. */
const readFonts = (weight: 400 | 700) =>
  once(() => {
    // Loaded with the first picture: whoever draws none keeps no four megabytes of it.
    const opentype: typeof import('opentype.js').default = require('opentype.js');
    return ['cyrillic', 'latin'].map((subset) => {
      const path = require.resolve(`@fontsource/pt-serif/files/pt-serif-${subset}-${weight}-normal.woff`);
      const { buffer, byteOffset, byteLength } = readFileSync(path);
      return opentype.parse(buffer.slice(byteOffset, byteOffset + byteLength));
    });
  });
const fonts = { plain: readFonts(400), bold: readFonts(700) };

interface Letter {
  outline: string;
  advance: number;
}

/** A letter the font has not is a question mark: seen, and no reason to give no paper at all. */
function readLetter(char: string, files: readonly Font[]): Letter {
  const font = files.find((one) => one.charToGlyphIndex(char) > 0);
  if (!font) return readLetter('?', files);
  const glyph = font.charToGlyph(char);
  return {
    outline: glyph.getPath(0, 0, FONT_SIZE).toPathData(2),
    advance: ((glyph.advanceWidth ?? 0) * FONT_SIZE) / font.unitsPerEm,
  };
}

/** Letters that were read; the font has about two hundred. */
const known = { plain: new Map<string, Letter>(), bold: new Map<string, Letter>() };

function lettersOf(text: string, weight: 'plain' | 'bold'): Letter[] {
  return [...text].map((char) => {
    // Narrow and wide spaces are spaces.
    const drawn = /\s/u.test(char) ? ' ' : char;
    const letter = known[weight].get(drawn) ?? readLetter(drawn, fonts[weight]());
    known[weight].set(drawn, letter);
    return letter;
  });
}

/** How wide a text is, in points at the size of charts. */
export const widthOf = (text: string, isBold: boolean): number =>
  lettersOf(text, isBold ? 'bold' : 'plain').reduce((sum, { advance }) => sum + advance, 0);

/** The shapes of a text that stands at a point by its start, middle or end, each at its place. */
export function outlineText(
  text: string,
  at: { x: number; anchor: 'start' | 'middle' | 'end'; isBold: boolean },
): { x: number; outline: string }[] {
  const letters = lettersOf(text, at.isBold ? 'bold' : 'plain');
  const width = widthOf(text, at.isBold);
  let x = at.x - (at.anchor === 'start' ? 0 : at.anchor === 'end' ? width : width / 2);
  return letters.map(({ outline, advance }) => {
    const placed = { x, outline };
    x += advance;
    return placed;
  });
}
