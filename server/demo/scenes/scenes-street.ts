import { cottage, house, type Kit, line, oval, path, plant, put, rect, sky, skyline } from './scene-kit.ts';

export type SceneState = 'before' | 'after';
/**
 * Draws what is wrong (`before`) or mended (`after`) over the same place: the place is drawn with `site` alone,
 * so that it is the same in both pictures.
 */
export type Scene = (kit: Kit, site: Kit, state: SceneState) => string;

/** Houses, trees, a strip of grass, the kerb and the road: where most things happen. */
export function street(kit: Kit): string {
  const { tone } = kit;
  const tall = kit.between(20, 46);
  const low = kit.between(58, 84);
  const w = kit.between(140, 178);
  const x = kit.between(8, 26);
  const second = x + w + kit.between(12, 30);
  const look = { wall: tone.wall, glass: tone.glass, roof: tone.roof, hasDoor: true };
  const back =
    kit.rand() < 0.7
      ? house(kit, second, low, 330 - second, 146, { wall: tone.wallFar, glass: tone.glassFar })
      : cottage(kit, second + 6, 92, 146);
  return (
    sky(kit) +
    skyline(kit, 146) +
    back +
    house(kit, x, tall, w, 146, look) +
    plant(kit, x + w + kit.between(4, 14), 149, kit.between(15, 20)) +
    plant(kit, kit.between(278, 312), 149, kit.between(17, 23)) +
    rect(0, 146, 320, 12, tone.grass) +
    rect(0, 158, 320, 7, tone.kerb) +
    rect(0, 165, 320, 75, tone.road)
  );
}

const dashes = (from: number): string =>
  [0, 1, 2, 3].map((i) => path(`M${from + i * 92} 226h44l5-6h-42z`, '#f1ede2')).join('');

/** A car from the side, 84×34, standing on y = 0. */
function car(colour: string, roofSnow = false): string {
  return (
    oval(42, 0, 44, 3, '#000', ' opacity=".16"') +
    path('M2 -6c-1-8 2-11 10-12l10-1 9-10c2-2 4-3 7-3h20c4 0 6 1 8 4l7 9c7 1 11 4 11 9v4z', colour) +
    path('M27 -19l7-7c1-1 2-2 4-2h7v9zM48 -28h9c3 0 4 1 5 3l4 6h-18z', '#c6d5d6') +
    oval(20, -6, 7.5, 7.5, '#3a3f3a') +
    oval(66, -6, 7.5, 7.5, '#3a3f3a') +
    oval(20, -6, 3, 3, '#a9b4ae') +
    oval(66, -6, 3, 3, '#a9b4ae') +
    (roofSnow ? path('M26 -28c6-9 34-10 44 1 4 5 3 8-4 8-14-3-28-3-40 0-5-1-4-5 0-9z', '#fbfcfa') : '')
  );
}

const pothole: Scene = (kit, site, state) => {
  const dx = kit.between(-24, 30);
  const scale = kit.between(0.85, 1.15);
  const isWet = kit.rand() < 0.7;
  const stones = [0, 1, 2, 3].map(
    () => [kit.between(60, 250), kit.between(180, 232), kit.between(1.5, 3.4)] as const,
  );
  const base = street(site) + dashes(kit.between(-40, 10));
  if (state === 'after') {
    const patch =
      path('M86 184h150l22 40H66z', '#787c75') +
      line('M86 184h150l22 40H66z', '#62665f', 2) +
      path('M128 226h58l2-6h-58z', '#f1ede2');
    return base + put(patch, dx, 0);
  }
  const hole =
    path(
      'M80 206c2-12 22-11 34-17 16-8 34 1 54-3 22-4 50 4 58 14 8 9 22 8 16 18-8 12-40 8-62 12-26 5-46 0-66-4-18-3-36-8-34-20z',
      '#555950',
    ) +
    (isWet
      ? path('M102 208c6-8 28-6 44-9 22-4 60-2 68 8 6 8-20 12-42 13-30 2-78-2-70-12z', '#9db3b6') +
        line('M118 207h36M150 213h40', '#c6d5d6', 2)
      : path('M106 208c8-7 30-5 44-8 20-4 54-1 62 7 5 8-20 11-40 12-28 2-74-1-66-11z', '#43473f') +
        path('M132 210l6-4 7 2 1 5-8 2zM176 207l5-3 6 3-1 4-7 1z', '#6b6f66')) +
    line('m242 216 24 5 14-3M82 204l-20-8-12 3M150 186l4-10', '#555950', 2.5);
  const rubble = stones.map(([x, y, r]) => oval(x, y, r, r * 0.7, '#6b6f66')).join('');
  return base + rubble + put(hole, dx + 160 * (1 - scale), 206 * (1 - scale), scale);
};

const manhole: Scene = (kit, site, state) => {
  const x = kit.between(120, 200);
  const base = street(site) + dashes(kit.between(-40, 10));
  const ring = oval(x, 202, 40, 15, '#6a6e67') + oval(x, 201, 35, 12, '#4c504a');
  if (state === 'after') {
    const ribs = [-18, -9, 0, 9, 18].map((d) => line(`M${x + d} 193v15`, '#6a6e67', 2)).join('');
    return base + ring + oval(x, 200, 33, 11, '#7d817a') + ribs;
  }
  const lid = oval(x + 62, 214, 34, 11, '#5b5f58') + oval(x + 61, 211, 34, 11, '#7d817a');
  const branch = line(`M${x - 6} 204 ${x - 20} 150M${x - 15} 170l-14-10M${x - 17} 160l10-12`, '#7a6248', 3.5);
  return (
    base +
    oval(x, 202, 42, 16, '#6a6e67') +
    oval(x, 203, 34, 12, '#1e211e') +
    lid +
    branch +
    path(`M${x - 30} 148h20v9h-20z`, '#b9442c')
  );
};

const crossing: Scene = (kit, site, state) => {
  const x = kit.between(70, 130);
  const opacity = state === 'after' ? 1 : 0.16;
  const stripes = [0, 1, 2, 3, 4].map((i) => {
    const left = x + i * 34;
    return path(
      `M${left} 168h18l${(i - 2) * 3} 68h-24z`,
      '#f7f4ea',
      ` opacity="${state === 'after' ? 1 : opacity + kit.rand() * 0.14}"`,
    );
  });
  const post = x + 190;
  const sign =
    line(`M${post} 166V92`, '#6b7871', 4) +
    rect(post - 16, 72, 32, 32, '#fffdf8') +
    rect(post - 14, 74, 28, 28, '#2f5f8f') +
    path(`M${post} 78l11 20h-22z`, '#fffdf8') +
    line(`M${post - 1} 86l3 5-4 6M${post + 1} 90l4 6`, '#22332f', 2);
  const wear =
    state === 'before'
      ? line(`M${x + 20} 190l30 8 22-4M${x + 92} 222l34-10`, '#7b7e77', 2) +
        line(`M${post} 166V112`, '#6b7871', 4)
      : sign;
  return street(site) + stripes.join('') + wear;
};

const busStop: Scene = (kit, site, state) => {
  const x = kit.between(92, 140);
  const base = street(site);
  const [frame, glass] = state === 'after' ? ['#0b5a4a', '#c6d9d6'] : ['#6b7871', '#b9c4c0'];
  const pane = (px: number, isBroken: boolean) =>
    isBroken
      ? path(`M${px} 100h38v16l-9-5-6 12-10-9-5 10-8-6z`, glass, ' opacity=".8"') +
        path(`M${px} 158v-14l9 5 6-8 9 11 8-6 6 12z`, glass, ' opacity=".8"')
      : rect(px, 100, 38, 56, glass, ' opacity=".85"');
  const isBroken = state === 'before';
  const shelter =
    oval(x + 66, 165, 78, 4, '#000', ' opacity=".14"') +
    pane(x + 6, false) +
    pane(x + 48, isBroken) +
    pane(x + 90, isBroken) +
    line(`M${x + 2} 164V96M${x + 45} 164V96M${x + 87} 164V96M${x + 130} 164V96`, frame, 4) +
    path(`M${x - 8} 96l8-12h132l8 12z`, frame) +
    rect(x + 18, 142, 82, 5, isBroken ? '#7a6248' : '#8f4f12') +
    line(`M${x + 24} 147v16M${x + 94} 147v16`, '#3a3f3a', 3);
  const mess = isBroken
    ? path(`M${x + 50} 164l8-5 5 5zM${x + 66} 165l6-4 8 4zM${x + 100} 165l9-6 4 6z`, '#c6d9d6') +
      line(`M${x + 10} 116c8-10 12 8 18-2s8 4 12-4M${x + 12} 134l14-10 6 12`, '#b9442c', 3) +
      line(`M${x + 18} 143l40 8`, '#5b4a37', 4)
    : line(`M${x + 152} 164V86`, '#6b7871', 4) +
      rect(x + 142, 76, 22, 26, '#f0d9a8') +
      path(`M${x + 146} 82h14v10h-14zM${x + 148} 94h3v3h-3zM${x + 155} 94h3v3h-3z`, '#0b5a4a');
  return base + shelter + mess;
};

const snow: Scene = (kit, site, state) => {
  const dx = kit.between(-20, 20);
  const colour = kit.pick(['#4d6f8f', '#8f4f12', '#5f7f6a', '#8b3a32']);
  const base = street(site);
  const drift = (d: string, fill = '#fbfcfa') => path(d, fill);
  if (state === 'before') {
    return (
      base +
      drift('M0 158c40-14 70 4 110-6s90-12 130 0 60-4 80-2v90H0z', '#f6f8f5') +
      put(car(colour, true), 150 + dx, 214, 1.15) +
      drift(
        `M${120 + dx} 222c10-22 40-24 66-14 30 10 60-14 92 4 10 8 8 20-6 22H${126 + dx}c-10 0-12-6-6-12z`,
      ) +
      drift('M0 196c30-16 58-6 78 8 10 14-10 36-30 36H0z') +
      path('M0 176c50-12 90 2 140-6s110-10 180 0v10c-70-8-130-4-180 2S50 174 0 190z', '#e6ebe8') +
      line('M30 236c18-16 40-24 60-28M60 238c18-14 34-20 48-22', '#d7dedb', 4) +
      [0, 1, 2, 3, 4, 5].map((i) => oval(24 + i * 9, 176 + (i % 2) * 5 - i, 3, 1.6, '#cfd7d4')).join('')
    );
  }
  return (
    base +
    drift('M0 150c30-10 60 2 90-4 60-8 150-6 230 0v14H0z', '#f6f8f5') +
    drift('M0 164c14-22 40-22 58-6 10-12 34-10 40 6z') +
    drift('M236 164c8-20 36-20 48-4 12-8 30-6 36 2v4h-84z') +
    put(car(colour), 150 + dx, 214, 1.15) +
    line('M0 186h320M0 232h320', '#b9bebc', 2, ' stroke-dasharray="26 14"')
  );
};

export const streetScenes = { pothole, manhole, crossing, 'bus-stop': busStop, snow } satisfies Record<
  string,
  Scene
>;
