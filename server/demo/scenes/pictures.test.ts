import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { drawScene, renderScene, sceneKinds } from './pictures.ts';

describe('картинки демонстрационного города', () => {
  it.each(sceneKinds)('%s: было и стало различаются, повтор тот же', (kind) => {
    for (let seed = 0; seed < 25; seed += 1) {
      const before = drawScene(kind, seed, 'before');
      expect(before).toBe(drawScene(kind, seed, 'before'));
      expect(before).not.toBe(drawScene(kind, seed, 'after'));
      expect(before).not.toMatch(/NaN|undefined|Infinity/);
    }
  });

  it.each(sceneKinds)('%s: настоящий JPEG 1280×960 без лишних данных', async (kind) => {
    const picture = await renderScene(kind, 7, 'after');
    const { format, width, height, exif } = await sharp(picture).metadata();
    expect([format, width, height, exif]).toEqual(['jpeg', 1280, 960, undefined]);
    expect(picture.length).toBeLessThan(150_000);
  });

  it('место одно и то же: верх картинки не меняется от ремонта', async () => {
    const top = async (state: 'before' | 'after') =>
      sharp(await renderScene('pothole', 11, state))
        .extract({ left: 0, top: 0, width: 1280, height: 500 })
        .raw()
        .toBuffer();
    expect((await top('before')).equals(await top('after'))).toBe(true);
  });

  it('разные места выглядят по-разному', () => {
    const drawings = new Set(Array.from({ length: 50 }, (_, seed) => drawScene('bins', seed, 'before')));
    expect(drawings.size).toBe(50);
  });
});
