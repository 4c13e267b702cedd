import { house, type Kit, line, oval, path, plant, put, rect, sky, skyline } from './scene-kit.ts';
import type { Scene } from './scenes-street.ts';

/** A wall close by: bricks or panels, a plinth and paving before it. */
function wall(kit: Kit): string {
  const { tone } = kit;
  const isBrick = kit.rand() < 0.5;
  let out = rect(0, 0, 320, 190, tone.wall);
  for (let y = 18, row = 0; isBrick && y < 180; y += 14, row += 1) {
    out += rect(0, y, 320, 1.4, '#000', ' opacity=".07"');
    for (let x = (row % 2) * 16; x < 320; x += 32) out += rect(x, y, 1.4, 14, '#000', ' opacity=".07"');
  }
  if (!isBrick)
    out +=
      [0, 1, 2].map((i) => rect(i * 110 + 40, 0, 2, 180, '#000', ' opacity=".09"')).join('') +
      rect(0, 72, 320, 2, '#000', ' opacity=".09"');
  const pane = (x: number) =>
    rect(x, 20, 46, 42, '#fffdf8') +
    rect(x + 3, 23, 19, 36, tone.glass) +
    rect(x + 24, 23, 19, 36, tone.glass);
  return (
    out +
    pane(30) +
    pane(244) +
    rect(0, 176, 320, 18, '#9a958a') +
    rect(0, 194, 320, 46, '#bdb9ae') +
    [0, 1, 2, 3, 4].map((i) => line(`M${i * 80 - 30} 240l24-46`, '#a9a598', 1.5)).join('')
  );
}

const graffiti: Scene = (kit, site, state) => {
  const base = wall(site);
  const dx = kit.between(-14, 14);
  if (state === 'after')
    return (
      base + rect(70 + dx, 84, 190, 84, site.tone.wall) + rect(70 + dx, 84, 190, 84, '#fff', ' opacity=".16"')
    );
  const [first, second] = kit.pick([
    ['#b9442c', '#2f5f8f'],
    ['#3a3f3a', '#8b3a6a'],
    ['#2f6b5b', '#b98a2c'],
  ] as const);
  const scrawl =
    line('M82 148c-8-34 14-50 34-40s16 44-6 46-28-34-4-48 40-6 44 10', first, 9) +
    line('M158 150l10-50 16 34 14-38 12 46M158 150c16 8 36 8 52-8', second, 8) +
    line('M226 104c14-8 26 4 18 16s-22 12-20 24 22 8 30-4', first, 8) +
    line('M76 168c56-12 124 8 184-6M236 88l8-9M252 98l11-5M90 96l-10-8', second, 4) +
    line('M112 156v14M184 140v16M228 146v18', first, 3);
  return base + put(scrawl, dx, 0);
};

const leak: Scene = (kit, site, state) => {
  const colour = kit.pick(['#8f9a96', '#a5573a', '#7f8f9a']);
  const base = wall(site);
  const pipe = (fill: string) =>
    rect(0, 118, 320, 22, fill) +
    rect(0, 121, 320, 4, '#fff', ' opacity=".28"') +
    rect(96, 112, 10, 34, '#5b6460') +
    rect(214, 112, 10, 34, '#5b6460') +
    rect(40, 140, 8, 54, '#5b6460') +
    rect(272, 140, 8, 54, '#5b6460');
  if (state === 'after') {
    return (
      base +
      pipe('#c9ccc9') +
      [0, 1, 2, 3, 4, 5, 6].map((i) => line(`M${112 + i * 14} 119l8 20`, '#a9b4ae', 2)).join('') +
      rect(150, 106, 20, 46, '#0b5a4a') +
      line('M160 106V92M148 92h24', '#0b5a4a', 5)
    );
  }
  const drops = Array.from({ length: 12 }, () =>
    oval(160 + kit.between(-44, 44), kit.between(150, 206), 1.8, 3.4, '#9fc0c6'),
  );
  return (
    base +
    path('M120 140h90l26 56H104z', '#8a8579', ' opacity=".5"') +
    pipe(colour) +
    path('M146 120l10 4 8-6 10 6 6-3-2 16h-32z', '#6b4a38') +
    line(
      'M158 130c-30-6-44 22-48 62M160 130c4 20 2 40 0 66M164 130c30-4 46 24 50 60',
      '#b4d0d4',
      6,
      ' opacity=".9"',
    ) +
    line('M161 130c-14 6-20 34-22 62M163 130c16 8 22 36 24 62', '#d3e4e6', 4) +
    drops.join('') +
    oval(162, 214, 112, 17, '#9db3b6') +
    oval(170, 212, 74, 9, '#b4c7c9') +
    line('M110 214h34M178 220h50', '#dce7e8', 2)
  );
};

const facade: Scene = (kit, site, state) => {
  const { tone } = site;
  const isFixed = state === 'after';
  const [x, y, w] = [site.between(34, 60), site.between(30, 44), site.between(200, 226)];
  const back = sky(site) + skyline(site, 180) + plant(site, 18, 184, 22);
  const body = house(site, x, y, w, 180, {
    wall: tone.wall,
    glass: tone.glass,
    roof: isFixed ? tone.roof : '#8f8672',
    hasDoor: true,
  });
  const ground =
    plant(site, 302, 184, 24) + rect(0, 180, 320, 14, tone.grass) + rect(0, 194, 320, 46, tone.yard);
  const holes = Array.from(
    { length: 7 },
    () => [kit.between(x + 4, x + w - 40), kit.between(y + 6, 160), kit.between(0.6, 1.2)] as const,
  );
  if (isFixed) return back + body + rect(x, 172, w, 8, tone.roof, ' opacity=".6"') + ground;
  const peel = holes
    .map(([hx, hy, scale]) =>
      put(
        path('M0 6c4-8 12-4 18-6s16 2 20 8-2 12-10 12-12 6-20 2S-4 12 0 6z', '#a5694c') +
          line('M6 8h24M4 13h24M14 8v5M22 3v5', '#8a5640', 1.2),
        hx,
        hy,
        scale,
      ),
    )
    .join('');
  const cracks = line(
    `M${x + 20} ${y + 4}l8 22-6 18 10 20M${x + w - 30} ${y + 30}l-6 20 8 16-4 20`,
    '#8a7d66',
    2,
  );
  const fallen = Array.from({ length: 9 }, () =>
    oval(kit.between(x, x + w), kit.between(184, 198), kit.between(2, 5), 2.4, '#b79a7e'),
  );
  return (
    back +
    body +
    peel +
    cracks +
    line(`M${x + w - 6} ${y}v60l-10 40`, '#6b7871', 4) +
    ground +
    fallen.join('')
  );
};

export const wallScenes = { graffiti, leak, facade } satisfies Record<string, Scene>;
