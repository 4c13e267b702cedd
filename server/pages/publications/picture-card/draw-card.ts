import sharp from 'sharp';
import { FONT_SIZE } from '../../../../shared/charts/picture.ts';
import { outlineText, widthOf } from '../../../lib/charts/letters.ts';
import { layWords } from './lay-words.ts';

export interface CardWords {
  /** Over all of it. */
  head: string;
  before: string;
  after: string;
  place: string;
  date: string;
}

export interface CardSize {
  width: number;
  height: number;
}

/** Colours of the light theme (web/ui/tokens.css): a card is paper of its own. */
const paper = '#fffdf8';
const ink = '#1c2420';
const muted = '#5a625b';
const was = '#3f4a44';
const become = '#0b5a4a';

interface Line {
  text: string;
  x: number;
  y: number;
  /** Height of the letters, pixels. */
  size: number;
  colour: string;
  isBold?: boolean;
  anchor?: 'start' | 'end';
}

function drawLine({ text, x, y, size, colour, isBold = false, anchor = 'start' }: Line): string {
  const letters = outlineText(text, { x: 0, anchor, isBold }).map(
    (letter) => `<path transform="translate(${letter.x.toFixed(2)} 0)" d="${letter.outline}"/>`,
  );
  return `<g transform="translate(${x} ${y}) scale(${size / FONT_SIZE})" fill="${colour}">${letters.join('')}</g>`;
}

/** «Было», «Стало»: a plate over the corner of its photo. */
function drawPlate(text: string, x: number, size: number, colour: string): string {
  const pad = size * 0.5;
  const width = (widthOf(text, true) * size) / FONT_SIZE + pad * 2;
  return `<rect x="${x}" y="0" width="${width}" height="${size * 1.8}" fill="${colour}"/>${drawLine({ text, x: x + pad, y: size * 1.25, size, colour: '#ffffff', isBold: true })}`;
}

/** All that stands over the photos and under them, as SVG of outlines: no font is needed where it is painted. */
function drawOver(
  { width, height }: CardSize,
  words: CardWords,
  { top, second }: { top: number; second: number },
): string {
  const unit = height / 100;
  const margin = unit * 3;
  const dateSize = unit * 3;
  const dateWidth = (widthOf(words.date, false) * dateSize) / FONT_SIZE;
  const placeSize = unit * 3.2;
  const place = layWords(words.place, {
    room: width - margin * 3 - dateWidth,
    lines: 2,
    measure: (text) => (widthOf(text, false) * placeSize) / FONT_SIZE,
  });
  const lines: Line[] = [
    { text: words.head, x: margin, y: top + unit * 5.4, size: unit * 4, colour: ink, isBold: true },
    ...place.map((text, at) => ({
      text,
      x: margin,
      y: top + unit * (10 + at * 4),
      size: placeSize,
      colour: ink,
    })),
    { text: words.date, x: width - margin, y: top + unit * 10, size: dateSize, colour: muted, anchor: 'end' },
  ];
  const plate = unit * 4.4;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><rect x="0" y="${top}" width="${width}" height="${height - top}" fill="${paper}"/>${drawPlate(words.before, 0, plate, was)}${drawPlate(words.after, second, plate, become)}${lines.map(drawLine).join('')}</svg>`;
}

/** Two photos side by side with what they show written over and under them: a JPEG of that size. */
export async function drawCard(
  photos: { before: Buffer; after: Buffer },
  words: CardWords,
  size: CardSize,
): Promise<Buffer> {
  const { width, height } = size;
  const top = Math.round(height * 0.83);
  const gap = Math.round(width / 200);
  const side = (picture: Buffer, to: number) =>
    sharp(picture).resize({ width: to, height: top, fit: 'cover' }).flatten({ background: paper }).toBuffer();
  const left = Math.round((width - gap) / 2);
  const [before, after] = [await side(photos.before, left), await side(photos.after, width - gap - left)];
  return sharp({ create: { width, height, channels: 3, background: paper } })
    .composite([
      { input: before, left: 0, top: 0 },
      { input: after, left: left + gap, top: 0 },
      { input: Buffer.from(drawOver(size, words, { top, second: left + gap })), left: 0, top: 0 },
    ])
    .jpeg({ quality: 88 })
    .toBuffer();
}
