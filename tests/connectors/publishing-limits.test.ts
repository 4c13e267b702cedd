import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { findPublishingFacts } from '../../server/base/networks/index.ts';
import { connectorsModule } from '../../server/connectors.ts';
import { createPorts } from '../../server/lib/module/port.ts';
import type { NetworkLimits } from '../../shared/contract/pages/publications.ts';
import { checkBeforeFlight, mayFly } from '../../shared/text/pages/preflight.ts';
import { lacksShared, sharedData } from '../support/site/shared.ts';

/** Every limit of every network that pages publish in is refused by the check of shared/text/pages/preflight.ts, and what it takes is not. */

const ports = createPorts(connectorsModule.provides ?? []);
const limits = ['vk', 'ok', 'max'].map((network): NetworkLimits => {
  const facts = findPublishingFacts({ ports }, network)!;
  return {
    network,
    title: network,
    short: network,
    text: facts.textLimit,
    pictures: facts.pictureLimit,
    mayEdit: facts.acts.includes('edit'),
    mayRemove: facts.acts.includes('remove'),
  };
});

const check = (network: string, text: string, pictures: number, ownText: string | null = null) =>
  checkBeforeFlight({
    text,
    pictures: Array.from({ length: pictures }, () => ({ alt: 'Двор' })),
    variants: [{ pageId: 'page', title: 'Город', network, ownText, dueAt: '2026-11-27T05:00:00Z' }],
    limits,
    quietHours: { from: '22:00', to: '08:00' },
    quietDays: new Map(),
    zone: 'Asia/Yekaterinburg',
    now: '2026-11-24T05:00:00Z',
    personal: [],
  });
const stopped = (...asked: Parameters<typeof check>) =>
  check(...asked).flatMap(({ tone, field }) => (tone === 'stop' ? [field] : []));

describe.each(limits)('$network', ({ network, text, pictures }) => {
  test.each([
    ['as long as it takes', 'я'.repeat(text), 0, null, []],
    ['one letter longer', 'я'.repeat(text + 1), 0, null, ['text']],
    ['its own words one letter longer', 'я', 0, 'я'.repeat(text + 1), ['variants.page']],
    ['its own words as long as it takes, the others longer', 'я'.repeat(text + 1), 0, 'я'.repeat(text), []],
    ['as many pictures as it takes', 'я', pictures, null, []],
    ['one picture more', 'я', pictures + 1, null, ['pictures']],
    ['nothing at all', '', 0, null, ['text']],
    ['a picture without words', '', 1, null, []],
  ] as const)('%s', (_, said, count, own, fields) => {
    expect(stopped(network, said, count, own)).toEqual(fields);
    expect(mayFly(check(network, said, count, own))).toBe(fields.length === 0);
  });
});

test.skipIf(lacksShared)('the limit of MAX is that of its schema', () => {
  const schema = JSON.parse(readFileSync(sharedData('api-schemas/max/schema_2026_07_01.json'), 'utf8'));
  const { maxLength } = schema.components.schemas.NewMessageBody.properties.text;
  expect(limits.find(({ network }) => network === 'max')?.text).toBe(maxLength);
});
