import {
  FONT_SIZE,
  type Mark,
  type Picture,
  type ShapeLook,
  type TextLook,
} from '../../../shared/charts/picture.ts';
import { outlineText } from './letters.ts';

/** Looks on paper: the light theme (web/ui/tokens.css) on white. The hatch, the edge and the dash are what a copier leaves. */
const shapes: Readonly<Record<ShapeLook, string>> = {
  axis: 'fill="none" stroke="#7c8379"',
  grid: 'fill="none" stroke="#d9d3c4"',
  line: 'fill="none" stroke="#1c2420" stroke-width="2" stroke-linejoin="round"',
  goal: 'fill="none" stroke="#1f5e3a" stroke-width="1.5" stroke-dasharray="5 4"',
  band: 'fill="#e6e1d5"',
  gap: 'fill="none"',
  bar: 'fill="#0b5a4a"',
  'bar-next': 'fill="#e2eee8"',
  'bar-rest': 'fill="#ffffff"',
  'bar-edge': 'fill="none" stroke="#7c8379"',
  hatch: 'fill="none" stroke="#7c8379"',
  none: 'fill="#7c8379"',
  dot: 'fill="#1c2420"',
  'dot-ok': 'fill="#1f5e3a"',
  'dot-warning': 'fill="#7a4b00"',
  'heat-1': 'fill="#f4ebd3"',
  'heat-2': 'fill="#e9c988"',
  'heat-3': 'fill="#d4944a"',
  'heat-4': 'fill="#a8481c"',
  'heat-5': 'fill="#6b1a16"',
};
const texts: Readonly<Record<TextLook, string>> = {
  label: 'fill="#1c2420"',
  muted: 'fill="#5a625b"',
  strong: 'fill="#1c2420" font-weight="700"',
  'goal-words': 'fill="#1f5e3a"',
  'on-heat-1': 'fill="#1c2420"',
  'on-heat-2': 'fill="#1c2420"',
  'on-heat-3': 'fill="#1c2420"',
  'on-heat-4': 'fill="#ffffff"',
  'on-heat-5': 'fill="#ffffff"',
};

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escapeXml = (text: string): string => text.replace(/[&<>"]/gu, (char) => escapes[char]!);

/** `text` is set in the font of the page it stands in; `outline` needs no font. */
type Letters = 'text' | 'outline';

/** A drawn chart as SVG on its own. `label` says what it shows to whoever does not see it. */
export function toSvg({ width, height, marks }: Picture, label: string, letters: Letters): string {
  const drawn = marks.map((mark) => drawMark(mark, letters)).join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${Math.ceil(height)}" width="${width}" height="${Math.ceil(height)}" role="img" aria-label="${escapeXml(label)}">${drawn}</svg>`;
}

/** One mark; the file of a letter has its title as one more. */
export function drawMark(mark: Mark, letters: Letters): string {
  switch (mark.kind) {
    case 'path':
      return `<path d="${mark.d}" ${shapes[mark.look]}/>`;
    case 'rect':
      return `<rect x="${mark.x}" y="${mark.y}" width="${mark.width}" height="${mark.height}" ${shapes[mark.look]}/>`;
    case 'text':
      return drawText(mark, letters);
  }
}

function drawText(mark: Extract<Mark, { kind: 'text' }>, letters: Letters): string {
  const { x, y, text, anchor, look } = mark;
  if (letters === 'text')
    return `<text x="${x}" y="${y}" text-anchor="${anchor}" font-size="${FONT_SIZE}" ${texts[look]}>${escapeXml(text)}</text>`;
  const shapes = outlineText(text, { x, anchor, isBold: look === 'strong' }).map(
    (letter) => `<path transform="translate(${letter.x.toFixed(2)} ${y})" d="${letter.outline}"/>`,
  );
  return `<g ${texts[look]}>${shapes.join('')}</g>`;
}
