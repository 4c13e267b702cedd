import { describe, expect, it, vi } from 'vitest';
import { once } from './once.ts';

describe('a value made once', () => {
  it('is made at the first call alone, undefined too', () => {
    const make = vi.fn<() => string | undefined>(() => undefined);
    const read = once(make);
    expect(make).not.toHaveBeenCalled();
    expect([read(), read()]).toEqual([undefined, undefined]);
    expect(make).toHaveBeenCalledOnce();
  });

  it('is made again where making it failed', () => {
    let tries = 0;
    const read = once(() => {
      tries += 1;
      if (tries === 1) throw new Error('нет файла');
      return tries;
    });
    expect(read).toThrow('нет файла');
    expect([read(), read()]).toEqual([2, 2]);
  });
});
