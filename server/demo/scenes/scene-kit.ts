/**
 * Pieces of which demo pictures are put together: houses, trees, ground. Canvas of 320×240 units, the look of the
 * portal's mock pictures: flat shapes, muted colours. Everything is decided by the kit's own random stream.
 */
export interface Kit {
  /** 0 ≤ x < 1. */
  rand: () => number;
  between: (from: number, to: number) => number;
  pick: <T>(list: readonly T[]) => T;
  tone: Tone;
}

export interface Tone {
  sky: string;
  far: string;
  wall: string;
  wallFar: string;
  roof: string;
  glass: string;
  glassFar: string;
  leaf: string;
  leafDark: string;
  grass: string;
  kerb: string;
  road: string;
  yard: string;
  trunk: string;
  door: string;
}

const base: Tone = {
  sky: '#e4e6df',
  far: '#d3d5cc',
  wall: '#dccfb2',
  wallFar: '#cbb892',
  roof: '#b39b74',
  glass: '#93a5a2',
  glassFar: '#a9b4ae',
  leaf: '#7d9a7e',
  leafDark: '#6f9174',
  grass: '#b3bd97',
  kerb: '#d9d4c6',
  road: '#8e918a',
  yard: '#b9b6aa',
  trunk: '#7a6248',
  door: '#8a6a48',
};

const skies = ['#e4e6df', '#dfe6e6', '#e9e5da', '#dde2e0'];
const walls = [
  { wall: '#dccfb2', wallFar: '#cbb892', roof: '#b39b74' },
  { wall: '#d8c3ab', wallFar: '#c9bfa9', roof: '#a5795c' },
  { wall: '#cfd3c4', wallFar: '#bfc1ab', roof: '#8f947f' },
  { wall: '#d9cfc4', wallFar: '#c2b3a3', roof: '#9c8877' },
  { wall: '#e0d3a9', wallFar: '#c7ba94', roof: '#a99468' },
  { wall: '#c9ccc9', wallFar: '#b7bcb8', roof: '#8b928e' },
];
const leaves = [
  { leaf: '#7d9a7e', leafDark: '#6f9174', grass: '#b3bd97' },
  { leaf: '#89a06f', leafDark: '#778f62', grass: '#bcc193' },
  { leaf: '#b79a5a', leafDark: '#a5834b', grass: '#b9b488' },
  { leaf: '#6d9080', leafDark: '#5f8373', grass: '#a9bb98' },
];

export const nightTone: Tone = {
  ...base,
  sky: '#263639',
  far: '#223134',
  wall: '#1c292c',
  wallFar: '#202e31',
  roof: '#18242a',
  glass: '#263639',
  glassFar: '#263639',
  leaf: '#20332d',
  leafDark: '#1d2e29',
  grass: '#2b3833',
  kerb: '#39453f',
  road: '#3c4742',
  yard: '#2b3833',
  trunk: '#2a2f2b',
  door: '#161f22',
};

export const winterTone: Tone = {
  ...base,
  sky: '#dfe4e6',
  far: '#cfd6d8',
  leaf: '#d5dcda',
  leafDark: '#bcc8c5',
  grass: '#eef1ee',
  kerb: '#dfe4e2',
  road: '#a4a9a8',
  yard: '#f3f5f2',
};

/** Mulberry32: the same picture on every machine for the same seed. */
function openRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A kit for one place: `tone` fixes the light (night, winter), else the seed chooses season and walls. */
export function openKit(seed: number, tone?: Tone): Kit {
  const rand = openRandom(Math.imul(seed + 1, 0x9e3779b1));
  const pick = <T>(list: readonly T[]): T => list[Math.floor(rand() * list.length)] as T;
  const between = (from: number, to: number) => Math.round((from + rand() * (to - from)) * 10) / 10;
  // Drawn even when the tone is given: the place keeps its shape by day and by night.
  const chosen = { ...base, sky: pick(skies), ...pick(walls), ...pick(leaves) };
  return { rand, pick, between, tone: tone === winterTone ? mixWinter(chosen) : (tone ?? chosen) };
}

const mixWinter = (chosen: Tone): Tone => ({
  ...winterTone,
  wall: chosen.wall,
  wallFar: chosen.wallFar,
  roof: '#f3f5f2',
});

const round = (value: number): number => Math.round(value * 10) / 10;

export const rect = (x: number, y: number, w: number, h: number, fill: string, more = ''): string =>
  `<rect x="${round(x)}" y="${round(y)}" width="${round(w)}" height="${round(h)}" fill="${fill}"${more}/>`;
export const path = (d: string, fill: string, more = ''): string => `<path d="${d}" fill="${fill}"${more}/>`;
export const line = (d: string, stroke: string, width: number, more = ''): string =>
  `<path d="${d}" fill="none" stroke="${stroke}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"${more}/>`;
export const oval = (cx: number, cy: number, rx: number, ry: number, fill: string, more = ''): string =>
  `<ellipse cx="${round(cx)}" cy="${round(cy)}" rx="${round(rx)}" ry="${round(ry)}" fill="${fill}"${more}/>`;

/** Puts a piece elsewhere, larger or smaller. */
export const put = (piece: string, x: number, y: number, scale = 1): string =>
  `<g transform="translate(${round(x)} ${round(y)}) scale(${scale})">${piece}</g>`;

/** A tree whose crown is `r` wide to each side; stands on `y`. */
export function tree(x: number, y: number, r: number, leaf: string, trunk: string): string {
  const top = y - 3.3 * r;
  const n = (factor: number) => round(factor * r);
  return (
    path(`M${round(x - 0.11 * r)} ${round(y)}v${n(-1.4)}h${n(0.22)}v${n(1.4)}z`, trunk) +
    path(
      `M${round(x)} ${round(top)}c${n(0.7)} ${n(0.2)} ${n(1)} ${n(0.9)} ${n(0.8)} ${n(1.5)}s${n(-1.3)} ${n(0.8)} ${n(-1.6)} 0 ${n(0.1)}-${n(1.3)} ${n(0.8)}-${n(1.5)}z`,
      leaf,
    )
  );
}

export function spruce(x: number, y: number, r: number, leaf: string, trunk: string): string {
  const tier = (bottom: number, half: number, height: number) =>
    path(
      `M${round(x - half)} ${round(bottom)}L${round(x)} ${round(bottom - height)}L${round(x + half)} ${round(bottom)}z`,
      leaf,
    );
  return (
    rect(x - 0.1 * r, y - 0.5 * r, 0.2 * r, 0.5 * r, trunk) +
    tier(y - 0.4 * r, 0.8 * r, 1.3 * r) +
    tier(y - 1.1 * r, 0.62 * r, 1.2 * r) +
    tier(y - 1.8 * r, 0.45 * r, 1.1 * r)
  );
}

/** A tree or a spruce, as the seed says. */
export function plant(kit: Kit, x: number, y: number, r: number): string {
  const { leaf, leafDark, trunk } = kit.tone;
  return kit.rand() < 0.25
    ? spruce(x, y, r * 1.05, leafDark, trunk)
    : tree(x, y, r, kit.rand() < 0.6 ? leaf : leafDark, trunk);
}

interface HouseLook {
  wall: string;
  glass: string;
  roof?: string;
  /** Colour of a lit window and the share of them. */
  lit?: { colour: string; share: number };
  hasDoor?: boolean;
}

/** A block of flats from (x, y) down to `bottom`: rows of windows, a roof's edge, now and then balconies and seams. */
export function house(kit: Kit, x: number, y: number, w: number, bottom: number, look: HouseLook): string {
  const h = bottom - y;
  const columns = Math.max(2, Math.round(w / kit.between(26, 31)));
  const rows = Math.max(2, Math.round(h / kit.between(23, 28)));
  const [stepX, stepY] = [w / columns, (h - 8) / rows];
  const [winW, winH] = [Math.min(16, stepX * 0.52), Math.min(16, stepY * 0.6)];
  const hasBalconies = kit.rand() < 0.45;
  const hasSeams = kit.rand() < 0.4;
  const balcony = Math.floor(kit.rand() * columns);
  const door = Math.floor(columns / 2);
  let out = rect(x, y, w, h, look.wall);
  if (hasSeams)
    for (let row = 1; row < rows; row += 1)
      out += rect(x, y + 4 + row * stepY - 1.5, w, 1.2, '#000', ' opacity=".06"');
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const wx = x + column * stepX + (stepX - winW) / 2;
      const wy = y + 6 + row * stepY + (stepY - winH) / 2;
      const isLit = look.lit !== undefined && kit.rand() < look.lit.share;
      if (look.hasDoor && row === rows - 1 && column === door) continue;
      out += rect(wx, wy, winW, winH, isLit ? (look.lit?.colour ?? look.glass) : look.glass);
      if (hasBalconies && column === balcony && row < rows - 1)
        out += rect(wx - 4, wy + winH - 4, winW + 8, 7, look.roof ?? look.wall, ' opacity=".75"');
    }
  }
  if (look.hasDoor) {
    const dx = x + door * stepX + stepX / 2;
    out +=
      rect(dx - 9, bottom - 27, 18, 27, kit.tone.door) +
      rect(dx - 13, bottom - 31, 26, 4, look.roof ?? '#777');
  }
  return look.roof ? out + rect(x - 4, y - 6, w + 8, 6, look.roof) : out;
}

/** A private house with a gable roof. */
export function cottage(kit: Kit, x: number, w: number, bottom: number): string {
  const { wall, roof, glass } = kit.tone;
  const h = w * 0.42;
  const y = bottom - h;
  const pane = (px: number) =>
    rect(px, y + h * 0.28, w * 0.16, h * 0.4, '#fffdf8') +
    rect(px + 1.5, y + h * 0.28 + 1.5, w * 0.16 - 3, h * 0.4 - 3, glass);
  return (
    rect(x, y, w, h, wall) +
    path(
      `M${round(x - 6)} ${round(y)}L${round(x + w / 2)} ${round(y - w * 0.34)}L${round(x + w + 6)} ${round(y)}z`,
      roof,
    ) +
    rect(x + w * 0.68, y - w * 0.3, 7, w * 0.2, '#8f6a54') +
    pane(x + w * 0.12) +
    pane(x + w * 0.42) +
    pane(x + w * 0.72)
  );
}

export const sky = (kit: Kit): string => rect(0, 0, 320, 240, kit.tone.sky);

/** Roofs on the horizon. */
export function skyline(kit: Kit, bottom: number): string {
  let out = '';
  for (let x = -10; x < 320; ) {
    const w = kit.between(28, 60);
    const h = kit.between(14, 46);
    if (kit.rand() < 0.75) out += rect(x, bottom - h, w, h, kit.tone.far);
    x += w + kit.between(0, 14);
  }
  return out;
}
