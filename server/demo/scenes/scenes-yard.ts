import { house, type Kit, line, oval, path, plant, put, rect, sky, skyline } from './scene-kit.ts';
import type { Scene } from './scenes-street.ts';

/** A yard: a house behind, trees, grass or paving from `horizon` down. */
function yard(kit: Kit, horizon: number, ground: string, houseX = kit.between(-8, 24)): string {
  const { tone } = kit;
  const w = kit.between(110, 150);
  const second = houseX + w + kit.between(40, 70);
  return (
    sky(kit) +
    skyline(kit, horizon) +
    house(kit, second, horizon - kit.between(58, 84), 330 - second, horizon, {
      wall: tone.wallFar,
      glass: tone.glassFar,
    }) +
    house(kit, houseX, horizon - kit.between(96, 122), w, horizon, {
      wall: tone.wall,
      glass: tone.glass,
      roof: tone.roof,
    }) +
    plant(kit, houseX + w + kit.between(12, 30), horizon + 2, kit.between(15, 20)) +
    plant(kit, kit.between(282, 312), horizon + 3, kit.between(19, 25)) +
    rect(0, horizon, 320, 240 - horizon, ground)
  );
}

const lamp: Scene = (_kit, site, state) => {
  const isLit = state === 'after';
  const { tone } = site;
  const lit = { colour: isLit ? '#e9c988' : '#a98a52', share: isLit ? 0.4 : 0.14 };
  const x = site.between(226, 256);
  const base =
    sky(site) +
    house(site, site.between(10, 26), site.between(46, 66), site.between(140, 165), 170, {
      wall: tone.wall,
      glass: tone.glass,
      lit,
    }) +
    plant(site, site.between(272, 300), 182, site.between(20, 26)) +
    rect(0, 170, 320, 70, tone.grass) +
    path('M96 240c30-30 60-50 90-70h40c-20 24-26 46-30 70z', tone.road);
  const light = isLit
    ? path(`M${x - 30} 48h-28L${x - 124} 222h160z`, '#e9c988', ' opacity=".32"') +
      oval(x - 44, 222, 80, 14, '#f0d9a8', ' opacity=".62"')
    : '';
  return (
    base +
    light +
    line(`M${x} 214V36h-46`, isLit ? '#a5b0a8' : '#6b7871', 5) +
    path(`M${x - 62} 36h36l-5 12h-26z`, isLit ? '#f7e9cf' : '#4e5a54')
  );
};

const bin = (x: number, colour: string): string =>
  path(`M${x} 132h58l-5 60h-48z`, colour) + path(`M${x + 10} 192h9v8h-9zM${x + 39} 192h9v8h-9z`, '#3a3f3a');
const heaps = [
  'M2 134c-4-16 10-26 20-18 4-16 24-14 26 0 12 0 12 12 8 18z',
  'M2 134c-2-14 8-20 16-16 6-16 26-12 26 2 10 0 14 8 12 14z',
  'M4 134c0-18 16-24 24-12 10-10 26 0 26 12z',
];
const bags = [
  'M22 212c-6-22 8-34 20-28 8-12 28-6 28 10 14 2 12 18 6 22-14 5-46 6-54-4z',
  'M36 216c-4-20 10-28 22-22 12-10 30 2 26 20-8 7-40 8-48 2z',
];

const bins: Scene = (kit, site, state) => {
  const colours = kit.pick([
    ['#3b7767', '#2f6b5b', '#0b5a4a'],
    ['#4d6f8f', '#436482', '#2f5072'],
    ['#8a8f3f', '#7b8038', '#5f642a'],
  ]);
  const base = yard(site, 150, site.tone.yard);
  const boards = Array.from({ length: 12 }, (_, i) => line(`M${60 + i * 20} 101v67`, '#a99468', 2)).join('');
  const fence = rect(40, 96, 250, 72, '#bda77e') + rect(40, 96, 250, 5, '#8f7a52') + boards;
  const count = kit.rand() < 0.7 ? 3 : 2;
  const xs = count === 3 ? [64, 140, 216] : [92, 178];
  const row = xs.map((x, i) => bin(x, colours[i % 2] as string)).join('');
  if (state === 'after') {
    const lids = xs.map((x) => path(`M${x - 3} 132h64l-4-11h-56z`, colours[2] as string)).join('');
    return base + fence + row + lids;
  }
  const rubbish = ['#55595a', '#6f6a5c', '#4a4f4c'];
  const full = xs.map((x, i) => put(path(heaps[i] as string, rubbish[i] as string), x, 0)).join('');
  const litter = Array.from({ length: 5 }, () => {
    const [x, y] = [kit.between(60, 280), kit.between(204, 230)];
    return path(
      `M${x} ${y}l${kit.between(12, 20)} -5 6 9-${kit.between(14, 20)} 6z`,
      kit.pick(['#efe8d6', '#d9d4c6', '#c9b98f']),
    );
  }).join('');
  return (
    base +
    fence +
    row +
    full +
    path(bags[0] as string, '#4a4f4c') +
    put(path(bags[1] as string, '#6f6a5c'), 200, 0) +
    litter
  );
};

const swing: Scene = (kit, site, state) => {
  const frame = kit.pick(['#0b5a4a', '#2f5f8f', '#8b3a32']);
  const base = yard(site, 142, site.tone.grass);
  const isFixed = state === 'after';
  const sand = path('M18 166h284l14 60H4z', isFixed ? '#d8bf8c' : '#c4ad80');
  const posts = line(
    'm44 208 22-100h92l22 100M66 108l20 100M158 108l-20 100',
    isFixed ? frame : '#7f8a80',
    5,
  );
  const seat = isFixed
    ? line('M98 110v68M126 110v68', '#3a3f3a', 2) + rect(92, 178, 40, 6, '#8f4f12')
    : line('M98 110v68M126 110l3 24', '#3a3f3a', 2) +
      put(`<g transform="rotate(62)">${rect(-4, -4, 40, 6, '#6d4a2c')}</g>`, 98, 180);
  const slide = isFixed
    ? line('M212 208v-78h34v78M212 156h34M212 182h34', '#8f4f12', 5) +
      path('M246 136c22 8 26 56 54 66h10v6h-14c-32-8-34-48-50-58z', frame) +
      path('m206 130 23-20 23 20z', '#a8481c')
    : line('M212 208v-78h34v78M212 182h34', '#7d5a3c', 5) +
      path('M246 136c14 6 18 26 26 42l-7 8-5-10c-4-14-8-22-14-26z', '#7f8a80') +
      path('M276 208l10-16 18 6 8 10z', '#7f8a80') +
      line('M206 150l8 14', '#7d5a3c', 4);
  const grass = isFixed
    ? ''
    : Array.from({ length: 9 }, () => {
        const x = kit.between(24, 296);
        return line(`M${x} 218l-4-12M${x} 218l1-15M${x} 218l5-11`, '#8fa06f', 2);
      }).join('');
  return base + sand + posts + seat + slide + grass;
};

const fallenTree: Scene = (kit, site, state) => {
  const { leaf, leafDark, trunk } = site.tone;
  const base =
    yard(site, 142, site.tone.grass) + path('M0 190c90-16 220-16 320 0v34c-100-14-230-14-320 0z', '#d9cdb4');
  if (state === 'after') {
    const stump =
      rect(56, 178, 22, 22, trunk) + oval(67, 178, 11, 4.5, '#cbb28a') + oval(67, 178, 5, 2, '#b3966a');
    const chips = Array.from({ length: 8 }, () =>
      oval(kit.between(40, 110), kit.between(198, 206), 2.4, 1.2, '#cbb28a'),
    );
    return base + chips.join('') + stump + plant(site, 250, 176, 9);
  }
  const roots =
    path('M30 210c-8-22 0-44 14-48 6 10 12 22 10 34s-10 20-24 14z', '#5b4a37') +
    line('M36 168l-12-8M34 184l-16-2M38 200l-14 8', '#5b4a37', 4);
  const crown = [
    [206, 176, 34],
    [244, 186, 40],
    [276, 174, 28],
    [232, 206, 34],
  ] as const;
  return (
    base +
    oval(160, 214, 130, 8, '#000', ' opacity=".14"') +
    roots +
    path('M44 178l150 6v18L46 204z', trunk) +
    line('M150 186l24-30M176 190l40-28M168 200l44 22', trunk, 6) +
    crown.map(([x, y, r], i) => oval(x, y, r, r * 0.72, i % 2 ? leaf : leafDark)).join('') +
    line('M120 184l14-22', trunk, 5) +
    oval(138, 156, 12, 9, leaf)
  );
};

export const yardScenes = {
  lamp,
  bins,
  swing,
  'fallen-tree': fallenTree,
} satisfies Record<string, Scene>;
