import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { publishDueJob } from '../../../server/base/networks/publications/rows.ts';
import { runMutation } from '../../../server/lib/module/unit-of-work.ts';
import { createPage } from '../../../shared/contract/pages/register-acts.ts';
import { addPage, joinNetwork, tellNetwork } from '../networks/told-network.ts';
import { type ToldPosts, tellPosts } from '../networks/told-posts.ts';
import { makeUnit } from '../site/cases.ts';
import { patience } from '../site/journey.ts';
import type { Speaker } from '../site/server.ts';
import { signInAs } from '../site/sign-in.ts';
import { openTown, type Town } from '../site/town.ts';

/** A town whose administration has two pages, one connected to a network in memory and one published on by hand. */
export interface PublicationTown extends Pick<Town, 'seat'> {
  town: Town;
  editor: () => string;
  approver: () => string;
  told: () => ToldPosts;
  /** Until the screen, opened anew, says so. */
  waitFor: (at: Page, words: RegExp) => Promise<void>;
}

/** @param connect makes the page of a network that one of the two is read by; a network in memory where it is not said. */
export function openPublicationTown(
  connect?: (server: Speaker, admin: string) => Promise<{ id: string }>,
): PublicationTown {
  let editor: string;
  let approver: string;
  let told: ToldPosts;
  const town = openTown(async ({ server }) => {
    [editor, approver] = [await signInAs(server, 'editor'), await signInAs(server, 'approver')];
    const unitId = await makeUnit(server, 'Администрация', 'administration');
    const source = await (connect ?? connectTold)(server, await signInAs(server, 'admin'));
    const pages = [
      { title: 'Город', network: 'vk', url: 'https://network.example/city', networkPageId: source.id },
      { title: 'Город в ОК', network: 'ok', url: 'https://ok.ru/city' },
    ];
    for (const page of pages)
      await server.call(createPage, { body: { unitId, grade: 'active', ...page } as never }, editor);
    // The connected page has long been read, and just now: its norm is known.
    await server.app.pool.query('UPDATE networks.page SET pulled_at = now() WHERE id = $1', [source.id]);
    await server.app.pool.query(
      `UPDATE register.page SET bound_at = now() - interval '60 days' WHERE network_page_id IS NOT NULL`,
    );
  });

  async function connectTold(server: Speaker, admin: string): Promise<{ id: string }> {
    const network = tellNetwork();
    told = tellPosts(() => server.app.services.now());
    Object.assign(network.connector, { publishing: told.publishing });
    joinNetwork(server, network);
    return addPage(server, admin, { externalId: '-7' });
  }

  /** What is due goes out, and what was asked of the network is done. */
  async function come(): Promise<void> {
    const caller = { actor: { kind: 'system', name: 'test' }, requestId: 't', ip: '' } as const;
    await runMutation(town.server.app.services, caller, async (ctx) => ctx.enqueue(publishDueJob, {}));
    await town.server.drain();
  }

  async function waitFor(at: Page, words: RegExp): Promise<void> {
    await expect
      .poll(
        async () => {
          await come();
          await at.reload();
          await at.getByRole('region', { name: 'Открытая публикация' }).getByText('На страницах').waitFor();
          return at.getByRole('region', { name: 'Страницы', exact: true }).textContent();
        },
        { timeout: patience, interval: 500 },
      )
      .toMatch(words);
  }

  return {
    town,
    seat: (...given) => town.seat(...given),
    editor: () => editor,
    approver: () => approver,
    told: () => told,
    waitFor,
  };
}
