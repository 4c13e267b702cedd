import { describe, expect, it } from 'vitest';
import { weighIncidents } from './use-social-count.ts';

const tabs = { open: 12, look: 5, answer: 7, dialogue: 0, approval: 0, over: 3 };

describe('what waits beside the feed', () => {
  it.each([
    ['looks alone', { tabs, late: 0 }, { value: 5 }],
    ['looks, some of them late', { tabs, late: 2 }, { value: 5, tone: 'danger' }],
    ['more late than looks', { tabs: { ...tabs, look: 1 }, late: 4 }, { value: 4, tone: 'danger' }],
    ['nothing', { tabs: { ...tabs, look: 0 }, late: 0 }, { value: 0 }],
  ])('%s', (_, counts, waiting) => {
    expect(weighIncidents(counts)).toEqual(waiting);
  });
});
