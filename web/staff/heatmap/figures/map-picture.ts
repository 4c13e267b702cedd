import type { Map as MapLibreMap } from 'maplibre-gl';
import type { MapColours } from './map-shapes.ts';

/** What is written round the picture of a map: a picture on a slide has nothing else to be understood by. */
export interface PictureWords {
  title: string;
  /** The filter in words, when it was counted. */
  lines: readonly string[];
  legend: { title: string; steps: readonly string[] };
  /** Whose the ground is. */
  attribution: string;
}

const MARGIN = 16;
const LINE = 22;

/** The map as it is seen now with its words, as PNG; null when the browser gives no picture. */
export async function takePicture(
  map: MapLibreMap,
  words: PictureWords,
  colours: MapColours,
): Promise<Blob | null> {
  // What WebGL has drawn may be read only before the frame ends.
  const drawn = await new Promise<HTMLCanvasElement | null>((done) => {
    map.once('render', () => done(copyCanvas(map.getCanvas())));
    map.triggerRepaint();
  });
  if (!drawn) return null;
  const ratio = map.getPixelRatio();
  const [width, height] = [drawn.width / ratio, drawn.height / ratio];
  const head = MARGIN + LINE * (1 + words.lines.length) + 8;
  const foot = LINE * 3 + MARGIN;
  const canvas = document.createElement('canvas');
  canvas.width = drawn.width;
  canvas.height = Math.round((head + height + foot) * ratio);
  const brush = canvas.getContext('2d');
  if (!brush) return null;
  brush.scale(ratio, ratio);
  brush.fillStyle = colours.surface;
  brush.fillRect(0, 0, width, head + height + foot);
  brush.drawImage(drawn, 0, head, width, height);
  writeHead(brush, words, colours);
  writeFoot(brush, words, colours, head + height + LINE);
  return new Promise((done) => canvas.toBlob(done, 'image/png'));
}

function copyCanvas(from: HTMLCanvasElement): HTMLCanvasElement | null {
  const copy = document.createElement('canvas');
  copy.width = from.width;
  copy.height = from.height;
  const brush = copy.getContext('2d');
  brush?.drawImage(from, 0, 0);
  return brush && copy;
}

type Brush = CanvasRenderingContext2D;

function writeHead(brush: Brush, { title, lines }: PictureWords, { ink, muted }: MapColours): void {
  brush.fillStyle = ink;
  brush.font = '700 18px "PT Serif", serif';
  brush.fillText(title, MARGIN, MARGIN + 14);
  brush.font = '14px "Golos Text Variable", sans-serif';
  brush.fillStyle = muted;
  for (const [at, line] of lines.entries()) brush.fillText(line, MARGIN, MARGIN + 14 + LINE * (at + 1));
}

function writeFoot(brush: Brush, words: PictureWords, colours: MapColours, top: number): void {
  const { legend, attribution } = words;
  brush.font = '14px "Golos Text Variable", sans-serif';
  brush.fillStyle = colours.ink;
  brush.fillText(legend.title, MARGIN, top);
  let left = MARGIN;
  for (const [at, step] of legend.steps.entries()) {
    const room = Math.max(74, Math.ceil(brush.measureText(step).width) + 12);
    brush.fillStyle = colours.heat[at] ?? colours.surface;
    brush.fillRect(left, top + 8, room, LINE);
    brush.fillStyle = colours.onHeat[at] ?? colours.ink;
    brush.fillText(step, left + 6, top + 24);
    left += room + 2;
  }
  brush.fillStyle = colours.muted;
  brush.fillText(attribution, MARGIN, top + LINE * 2 + 10);
}
