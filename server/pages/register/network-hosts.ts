/** Where a page of a network lives. */
export const networkHosts: Readonly<Record<string, readonly string[]>> = {
  vk: ['vk.com', 'vk.ru'],
  ok: ['ok.ru'],
  max: ['max.ru'],
  telegram: ['t.me', 'telegram.me'],
  instagram: ['instagram.com'],
};
