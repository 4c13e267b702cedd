import { describe, expect, it } from 'vitest';
import { parseStorable } from './json.ts';

describe('parsing of JSON whose text is to be stored', () => {
  it('keeps whole characters, escaped or not', () => {
    expect(parseStorable('{"a":"\\ud83d\\ude00 яма","b":["😀",1,null]}')).toEqual({
      a: '😀 яма',
      b: ['😀', 1, null],
    });
  });

  it('mends halves of characters in values, lists and keys', () => {
    expect(parseStorable('{"a":["\\ud83d яма",{"\\ude00":"\\udE00\\uD83d"}]}')).toEqual({
      a: ['\uFFFD яма', { '\uFFFD': '\uFFFD\uFFFD' }],
    });
    expect(parseStorable('"\\ud800"')).toBe('\uFFFD');
  });

  it('does not fall at any depth', () => {
    const depth = 100_000;
    const deep = `${'['.repeat(depth)}"\\ud800"${']'.repeat(depth)}`;
    let value = parseStorable(deep);
    while (Array.isArray(value)) [value] = value;
    expect(value).toBe('\uFFFD');
  });
});
