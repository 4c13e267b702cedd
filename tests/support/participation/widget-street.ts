import type { FrameLocator, Locator, Page } from 'playwright-core';
import { afterAll } from 'vitest';
import {
  createWidget,
  turnWidget,
  type WidgetCard,
  type WidgetFields,
} from '../../../shared/contract/participation/widgets.ts';
import { openPage, type PageLook } from '../site/browser.ts';
import { signInAs } from '../site/sign-in.ts';
import { openTown, type Town } from '../site/town.ts';
import { type HostSite, hostilePage, plainPage, startHostSite, strictPage } from './host-sites.ts';

/** A demo city with four sites around it: three that a widget may stand on, and a stranger. */
export interface WidgetStreet {
  town: Town;
  /** Cookie of who keeps widgets. */
  editor: string;
  siteOf: (name: string) => HostSite;
  /** A widget that works; of the three sites, where nothing else is said. */
  makeWidget: (given?: Partial<WidgetFields>) => Promise<WidgetCard>;
  /** A visitor of a site with the tag of this widget on its page. */
  visit: (name: string, widget: WidgetCard, look?: PageLook) => ReturnType<typeof openPage>;
}

export function openWidgetStreet(): WidgetStreet {
  const sites: HostSite[] = [];
  const street = {} as WidgetStreet;
  const siteOf = (name: string): HostSite => {
    const found = sites.find(({ origin }) => origin.startsWith(`http://${name}.`));
    if (!found) throw new Error(`No site ${name}`);
    return found;
  };
  const town = openTown(
    async ({ server, site }) => {
      street.editor = await signInAs(server, 'editor');
      for (const page of [plainPage, strictPage, hostilePage, { name: 'stranger' }])
        sites.push(await startHostSite(page, site.url));
    },
    { OTKLIK_DEMO: '1' },
  );
  afterAll(() => Promise.all(sites.map((site) => site.close())));
  const makeWidget = async (given: Partial<WidgetFields> = {}): Promise<WidgetCard> => {
    const fields: WidgetFields = {
      title: 'Отклик города',
      hosts: ['plain', 'strict', 'hostile'].map((name) => siteOf(name).origin),
      offers: ['message', 'polls', 'done'],
      look: 'corner',
      colour: 'malachite',
      label: '',
      posNumber: '',
      ...given,
    };
    const made = await town.server.call(createWidget, { body: fields }, street.editor);
    const body = { version: made.version, isOn: true };
    return town.server.call(turnWidget, { params: { id: made.id }, body }, street.editor);
  };
  const visit = async (name: string, { id }: WidgetCard, look: PageLook = {}) => {
    const site = siteOf(name);
    site.setBody(`<script src="${town.site.url}/widget/${id}/widget.js" async></script>`);
    const opened = await openPage(town.browser, town.site, look);
    await opened.page.goto(site.origin);
    return opened;
  };
  return Object.assign(street, { town, siteOf, makeWidget, visit });
}

export const frameOf = (page: Page): FrameLocator => page.frameLocator('otklik-widget iframe');
export const openerOf = (page: Page, name = 'Сообщить о проблеме'): Locator =>
  page.getByRole('button', { name });
