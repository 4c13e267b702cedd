import sharp from 'sharp';
import { expect, test } from 'vitest';
import { drawCard } from './draw-card.ts';

const size = { width: 1600, height: 1200 };
const plain = (background: string, width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background } })
    .jpeg()
    .toBuffer();
const words = {
  head: 'Вы сообщили — мы сделали',
  before: 'Было',
  after: 'Стало',
  place: 'ул. Титова, 5',
  date: '20.11.2026',
};

const statsAt = async (
  picture: Buffer,
  place: { left: number; top: number; width: number; height: number },
) => sharp(await sharp(picture).extract(place).png().toBuffer()).stats();

/** Mean colour of a place of the picture. */
async function colourAt(picture: Buffer, left: number, top: number, side = 40): Promise<number[]> {
  const { channels } = await statsAt(picture, { left, top, width: side, height: side });
  return channels.map(({ mean }) => Math.round(mean));
}

test('the photos stand side by side, whatever their shapes, with words over and under them', async () => {
  const photos = { before: await plain('#ff0000', 300, 900), after: await plain('#0000ff', 1600, 500) };
  const card = await drawCard(photos, words, size);
  expect(await sharp(card).metadata()).toMatchObject({ format: 'jpeg', ...size });
  const [left, right, gap] = [
    await colourAt(card, 380, 500),
    await colourAt(card, 1200, 500),
    await colourAt(card, 797, 500, 4),
  ];
  expect(left[0]).toBeGreaterThan(240);
  expect(left[2]).toBeLessThan(15);
  expect(right[2]).toBeGreaterThan(240);
  expect(gap.every((value) => value > 100)).toBe(true);
  // The plate of «Стало», and letters on the paper below.
  expect((await colourAt(card, 804, 4, 6)).map((value) => value < 110)).toEqual([true, true, true]);
  const { channels } = await sharp(card).extract({ left: 40, top: 1020, width: 600, height: 50 }).stats();
  expect(channels[0]!.min).toBeLessThan(80);
  expect(channels[0]!.max).toBeGreaterThan(240);
});

test('a place too long for its lines leaves the date its room', async () => {
  const photos = { before: await plain('#777777', 800, 600), after: await plain('#999999', 800, 600) };
  const place = 'Каменск-Исетский, улица Октябрьской революции, двор домов 12, 14, 16 и 18 '.repeat(6);
  const card = await drawCard(photos, { ...words, place }, size);
  // Between the cut place and the date there is paper.
  const [red] = await colourAt(card, 1600 - 36 - 250, 1110, 20);
  expect(red).toBeGreaterThan(245);
});
