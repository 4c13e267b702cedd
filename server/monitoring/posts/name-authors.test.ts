import { describe, expect, it } from 'vitest';
import { NetworkFailure } from '../../base/networks/index.ts';
import type { Services } from '../../lib/module/unit-of-work.ts';
import { namingAuthors } from './name-authors.ts';

describe('names of authors', () => {
  const asked = (error: Error) => ({
    pageId: '',
    authorKeys: ['102'],
    access: { page: { id: '', externalId: '' }, keys: {} } as never,
    ask: async () => {
      throw error;
    },
  });
  const services = {} as Services;

  it('a page without the key for it leaves them nameless, and that is no fault of ours', async () => {
    const refusal = new NetworkFailure('refused', 'ВКонтакте: нужен ключ сервисный');
    expect(await namingAuthors.call(asked(refusal), services)).toEqual(new Map());
  });

  it('a mistake of ours is one', async () => {
    await expect(namingAuthors.call(asked(new TypeError('нет такого')), services)).rejects.toThrow(TypeError);
  });
});
