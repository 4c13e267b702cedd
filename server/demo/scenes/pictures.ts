import sharp from 'sharp';
import { nightTone, openKit, type Tone, winterTone } from './scene-kit.ts';
import { type SceneState, streetScenes } from './scenes-street.ts';
import { wallScenes } from './scenes-wall.ts';
import { yardScenes } from './scenes-yard.ts';

const scenes = { ...streetScenes, ...yardScenes, ...wallScenes };

/** What a demo picture shows. */
export type SceneKind = keyof typeof scenes;
export const sceneKinds = Object.keys(scenes) as SceneKind[];

const WIDTH = 1280;
const HEIGHT = 960;

/** The light of a mended lamp's yard: night, but one sees. */
const litTone: Tone = {
  ...nightTone,
  sky: '#33484c',
  wall: '#24363a',
  glass: '#33484c',
  leaf: '#2c4a40',
  leafDark: '#27423a',
  grass: '#4a5a4e',
  road: '#84897f',
};

function chooseTone(kind: SceneKind, state: SceneState): Tone | undefined {
  if (kind === 'lamp') return state === 'after' ? litTone : nightTone;
  return kind === 'snow' ? winterTone : undefined;
}

/**
 * The drawing as SVG. The same seed gives the same place before and after: houses, trees and season stay,
 * only what was wrong is mended.
 */
export function drawScene(kind: SceneKind, seed: number, state: SceneState): string {
  const tone = chooseTone(kind, state);
  const kit = openKit(seed ^ 0x5bd1e995, tone);
  const isMirrored = kit.rand() < 0.5;
  const drawing = scenes[kind](kit, openKit(seed, tone), state);
  const turn = isMirrored ? ' transform="translate(320 0) scale(-1 1)"' : '';
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 320 240"><g${turn}>${drawing}</g></svg>`;
}

/** A demo picture as JPEG of 1280×960, 30–90 KB; the same bytes for the same kind, seed and state. */
export function renderScene(kind: SceneKind, seed: number, state: SceneState): Promise<Buffer> {
  return sharp(Buffer.from(drawScene(kind, seed, state)))
    .jpeg({ quality: 84 })
    .toBuffer();
}

/** A picture of an official page as a browser shows it, drawn: its cover, sign and lines of text; `seed` moves its colours. */
export function renderPageLook(seed: number): Promise<Buffer> {
  const hue = (seed * 67) % 360;
  const lines = [0, 1, 2, 3, 4]
    .map((at) => `<rect x="24" y="${150 + at * 16}" width="${230 - at * 22}" height="7" fill="#c9c4b6"/>`)
    .join('');
  const drawing = `<rect width="320" height="240" fill="#fffdf8"/><rect width="320" height="84" fill="hsl(${hue} 35% 38%)"/>
    <circle cx="58" cy="92" r="28" fill="hsl(${hue} 40% 62%)" stroke="#fffdf8" stroke-width="4"/>
    <rect x="98" y="96" width="150" height="11" fill="#1c2420"/><rect x="98" y="114" width="96" height="7" fill="#7c8379"/>${lines}`;
  return sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 320 240">${drawing}</svg>`,
    ),
  )
    .jpeg({ quality: 84 })
    .toBuffer();
}
