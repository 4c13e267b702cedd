import type { HeatPoint } from '../../../../shared/contract/heatmap/heatmap.ts';

export type PointShape = HeatPoint['shape'];
export const pointShapes: readonly PointShape[] = ['new', 'work', 'overdue', 'solved', 'answered'];

/** Colours of the page's own tokens, so that the map follows the theme. */
export interface MapColours {
  surface: string;
  ink: string;
  action: string;
  danger: string;
  ok: string;
  muted: string;
  accent: string;
  /** Five of the heat ramp and the text on each. */
  heat: readonly string[];
  onHeat: readonly string[];
}

export function readMapColours(): MapColours {
  const style = getComputedStyle(document.documentElement);
  const read = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  const ramp = [1, 2, 3, 4, 5];
  return {
    surface: read('surface'),
    ink: read('ink'),
    action: read('action'),
    danger: read('danger'),
    ok: read('ok'),
    muted: read('muted'),
    accent: read('accent'),
    heat: ramp.map((at) => read(`heat-${at}`)),
    onHeat: ramp.map((at) => read(`on-heat-${at}`)),
  };
}

/** Side of a point's picture, device pixels: drawn at twice its size. */
const side = 32;

/** ○ new, ● in work, ◆ overdue, ☑ solved, ⬡ over without «решено», each ringed by the surface so that neighbours stay apart. */
export function drawShape(shape: PointShape, colours: MapColours): ImageData | null {
  const canvas = document.createElement('canvas');
  canvas.width = side;
  canvas.height = side;
  const brush = canvas.getContext('2d');
  if (!brush) return null;
  brush.lineJoin = 'round';
  brush.translate(side / 2, side / 2);
  paths[shape](brush, colours);
  return brush.getImageData(0, 0, side, side);
}

type Brush = CanvasRenderingContext2D;

const paths: Readonly<Record<PointShape, (brush: Brush, colours: MapColours) => void>> = {
  new: (brush, { surface, action }) => {
    circle(brush, 11, surface);
    ring(brush, 7.5, 4, action);
  },
  work: (brush, { surface, action }) => {
    circle(brush, 11, surface);
    circle(brush, 8.5, action);
  },
  overdue: (brush, { surface, danger }) => {
    diamond(brush, 14.5, surface);
    diamond(brush, 11.5, danger);
  },
  solved: (brush, { surface, ok }) => {
    brush.fillStyle = surface;
    brush.fillRect(-10, -10, 20, 20);
    brush.strokeStyle = ok;
    brush.lineWidth = 3;
    brush.strokeRect(-8, -8, 16, 16);
    brush.beginPath();
    brush.moveTo(-4, 0);
    brush.lineTo(-1, 3.5);
    brush.lineTo(4.5, -4);
    brush.stroke();
  },
  answered: (brush, { surface, muted }) => {
    hexagon(brush, 11.5);
    brush.fillStyle = surface;
    brush.fill();
    hexagon(brush, 9);
    brush.strokeStyle = muted;
    brush.lineWidth = 3;
    brush.stroke();
    brush.fillStyle = muted;
    brush.fillRect(-4, -1.5, 8, 3);
  },
};

function circle(brush: Brush, radius: number, colour: string): void {
  brush.fillStyle = colour;
  brush.beginPath();
  brush.arc(0, 0, radius, 0, Math.PI * 2);
  brush.fill();
}

function ring(brush: Brush, radius: number, width: number, colour: string): void {
  brush.strokeStyle = colour;
  brush.lineWidth = width;
  brush.beginPath();
  brush.arc(0, 0, radius, 0, Math.PI * 2);
  brush.stroke();
}

function diamond(brush: Brush, radius: number, colour: string): void {
  brush.fillStyle = colour;
  brush.beginPath();
  brush.moveTo(0, -radius);
  brush.lineTo(radius, 0);
  brush.lineTo(0, radius);
  brush.lineTo(-radius, 0);
  brush.closePath();
  brush.fill();
}

/** Leaves the outline to be filled or stroked. */
function hexagon(brush: Brush, radius: number): void {
  const [half, rise] = [radius / 2, radius * 0.9];
  brush.beginPath();
  brush.moveTo(-half, -rise);
  brush.lineTo(half, -rise);
  brush.lineTo(radius, 0);
  brush.lineTo(half, rise);
  brush.lineTo(-half, rise);
  brush.lineTo(-radius, 0);
  brush.closePath();
}
