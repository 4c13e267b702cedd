import { describe, expect, it } from 'vitest';
import { ApiProblem } from '../api-problem.ts';
import { VersionsShown, versionIn } from './versions-shown.ts';

const stale = (version: number | string) =>
  new ApiProblem('lib.changed-meanwhile', 'Дело успели изменить', { details: { version, changes: [] } });
const at = (version: number, id = 'a') => ({ params: { id }, body: { version, text: 'Моё' } });

describe('the version a command names', () => {
  it.each([
    ['in its body', at(3), 'a', 3],
    ['in its query', { params: { id: 'a' }, query: { version: 4 } }, 'a', 4],
    ['as an edition', { body: { base: 'two' } }, undefined, 'two'],
    ['nowhere', { params: { id: 'a' }, body: { text: '' } }, 'a', undefined],
    ['in nothing', undefined, undefined, undefined],
  ])('stands %s', (_, input, id, version) => {
    expect(versionIn(input)).toMatchObject({ id, version });
  });
});

describe('what is sent after a newer version was shown', () => {
  it('is as it was until one is shown', () => {
    const input = at(3);
    expect(new VersionsShown().overShown(input)).toBe(input);
  });

  it('names the version that was shown, and keeps every word', () => {
    const shown = new VersionsShown();
    shown.show(at(3), stale(5));
    expect(shown.overShown(at(3))).toEqual({ params: { id: 'a' }, body: { version: 5, text: 'Моё' } });
    expect(shown.overShown({ params: { id: 'a' }, query: { version: 3 } })).toMatchObject({
      query: { version: 5 },
    });
  });

  it('follows one conflict after another', () => {
    const shown = new VersionsShown();
    shown.show(at(3), stale(5));
    shown.show(at(3), stale(6));
    shown.show(at(6), stale(9));
    expect(shown.overShown(at(3)).body.version).toBe(9);
  });

  it('says nothing of another record, and nothing of a version read meanwhile', () => {
    const shown = new VersionsShown();
    shown.show(at(3), stale(5));
    expect(shown.overShown(at(3, 'b')).body.version).toBe(3);
    expect(shown.overShown(at(7)).body.version).toBe(7);
  });

  it('goes by editions too', () => {
    const shown = new VersionsShown();
    shown.show({ body: { base: 'one' } }, stale('two'));
    expect(shown.overShown({ body: { base: 'one' } })).toEqual({ body: { base: 'two' } });
  });
});
