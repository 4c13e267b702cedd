import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { NetworkPage } from '../../../shared/contract/base/networks.ts';
import { makeExecutors, patience } from '../site/journey.ts';
import { signInAs } from '../site/sign-in.ts';
import { openTown, type Town } from '../site/town.ts';
import {
  addPage,
  deliverEvent,
  joinNetwork,
  makePost,
  readingOf,
  type ToldNetwork,
  tellNetwork,
} from './told-network.ts';

/** A town with a page of ours in a network that a test tells. */
export interface SocialTown {
  town: Town;
  network: ToldNetwork;
  /** Cookie of the operator. */
  operator: () => string;
  /** A stranger writes under a post of ours, each in a talk of their own. */
  write: (text: string) => Promise<void>;
  /** The feed as somebody finds it. */
  openFeed: (cookie: string, look?: { width?: number; query?: string }) => Promise<Page>;
}

export function openSocialTown(): SocialTown {
  const network = tellNetwork();
  const kept: { page?: NetworkPage; operator: string; told: number } = { operator: '', told: 0 };
  const town = openTown(async ({ server }) => {
    await makeExecutors(server);
    joinNetwork(server, network);
    kept.page = await addPage(server, await signInAs(server, 'admin'));
    kept.operator = await signInAs(server, 'operator');
  });
  return {
    town,
    network,
    operator: () => kept.operator,
    write: async (text) => {
      kept.told += 1;
      const at = kept.told;
      const post = makePost({
        id: `c-${at}`,
        authorId: `author-${at}`,
        text,
        postedAt: new Date(),
        threadId: `post-${at}`,
        parentId: `post-${at}`,
      });
      const reading = readingOf(`event-${at}`, { fact: 'seen', post });
      expect(await deliverEvent(town.server, kept.page!, reading)).toBe(200);
      await town.server.drain();
    },
    openFeed: async (cookie, { width = 1440, query = '' } = {}) => {
      const at = await town.seat(cookie, width);
      await at.goto(`/staff/social${query}`);
      await feedOf(at).waitFor({ timeout: patience });
      return at;
    },
  };
}

export const feedOf = (at: Page): Locator => at.getByRole('listbox');
export const rowOfFeed = (at: Page, words: string | RegExp): Locator =>
  feedOf(at).getByRole('option').filter({ hasText: words });
export const currentInFeed = (at: Page): Locator => feedOf(at).getByRole('option', { selected: true });
export const titleOfTalk = (at: Page, name: string | RegExp): Locator =>
  at.getByRole('region', { name: 'Разговор' }).getByRole('heading', { name, level: 2 });
/** Waits until the screen says it. */
export const isSaid = (at: Page, words: string | RegExp): Promise<void> =>
  at.getByText(words).filter({ visible: true }).first().waitFor({ timeout: patience });

/** Opens the line with these words and waits for its talk. */
export async function openIncident(at: Page, words: RegExp): Promise<void> {
  await rowOfFeed(at, words).first().click();
  await titleOfTalk(at, words).waitFor({ timeout: patience });
  await feedOf(at).focus();
}

/** Sorts the open incident by two digits and Enter: whatever the program thinks of it. */
export async function sortByDigits(at: Page): Promise<void> {
  await at.getByRole('region', { name: 'Предложено' }).waitFor({ timeout: patience });
  await at.keyboard.press('Digit1');
  await at.getByRole('dialog', { name: /^Тема:/u }).waitFor();
  await at.keyboard.press('Digit1');
  await at.getByRole('dialog').waitFor({ state: 'detached' });
  await feedOf(at).focus();
  await at.keyboard.press('Enter');
  await isSaid(at, /^Принято:/u);
}
