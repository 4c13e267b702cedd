import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as contract from '../../../shared/contract/participation/widgets.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';

const NOW = '2026-11-24T06:00:00.000Z';
const HOST = 'https://school5.example';
const fields = {
  title: 'Школа № 5',
  hosts: ['https://School5.example/', 'https://город.рф'],
  offers: ['done' as const, 'message' as const],
  look: 'corner' as const,
  colour: 'blue' as const,
};

let server: TestServer;
let editor: string;
beforeAll(async () => {
  server = await startTestServer({ OTKLIK_URL: 'https://city.example' });
  server.setNow(NOW);
  editor = await signInAs(server, 'editor');
});
afterAll(() => server.close());

const make = (given: object = {}) =>
  server.call(contract.createWidget, { body: { ...fields, ...given } }, editor);
const turn = ({ id, version }: contract.WidgetCard, isOn: boolean) =>
  server.call(contract.turnWidget, { params: { id }, body: { version, isOn } }, editor);
const journal = async (id: string) => {
  const { rows } = await server.asOwner(
    `SELECT action FROM audit.record WHERE object_id = '${id}' ORDER BY seq`,
  );
  return rows.map(({ action }) => action as string);
};

describe('a widget and its keepers', () => {
  test('is made switched off, with its hosts as browsers write them and a tag to copy; the journal tells of each change', async () => {
    const made = await make();
    expect(made).toMatchObject({
      hosts: [HOST, 'https://город.рф'],
      offers: ['message', 'done'],
      isOn: false,
      posNumber: '',
      opened: 0,
      tag: `<script src="https://city.example/widget/${made.id}/widget.js" async></script>`,
      policy: 'script-src https://city.example; frame-src https://city.example',
      can: ['change', 'turn-on'],
    });
    const { hosts } = await server.call(contract.readOpenWidget, { params: { id: made.id } });
    expect(hosts).toEqual([HOST, 'https://xn--c1ac3aaj.xn--p1ai']);
    const on = await turn(made, true);
    expect(on).toMatchObject({ isOn: true, can: ['change', 'turn-off'] });
    const changed = await server.call(
      contract.changeWidget,
      { params: { id: made.id }, body: { ...fields, hosts: [HOST], posNumber: '777', version: on.version } },
      editor,
    );
    expect(changed).toMatchObject({ isOn: true, hosts: [HOST], posNumber: '777' });
    expect(changed.policy).toContain('frame-src https://city.example https://pos.gosuslugi.ru');
    await turn(changed, false);
    expect(await journal(made.id)).toEqual([
      'widgets.create-widget',
      'widgets.turn-on',
      'widgets.change-widget',
      'widgets.turn-off',
    ]);
  });

  test('what is stale, twice or no site is refused in words', async () => {
    const made = await make();
    const on = await turn(made, true);
    const again = { params: { id: made.id }, body: { version: on.version, isOn: true } };
    expect(await server.fail(contract.turnWidget, again, editor)).toMatchObject({
      status: 409,
      detail: 'Виджет уже включён.',
    });
    const stale = { params: { id: made.id }, body: { ...fields, version: 1 } };
    expect(await server.fail(contract.changeWidget, stale, editor)).toMatchObject({
      code: 'lib.changed-meanwhile',
    });
    for (const host of ['http://school5.example', 'https://*.example', "https://a.ru; script-src 'none'"])
      expect(
        await server.fail(contract.createWidget, { body: { ...fields, hosts: [host] } }, editor),
      ).toMatchObject({ status: 400, fields: { hosts: expect.stringContaining('не адрес сайта') } });
    expect(
      await server.fail(contract.createWidget, { body: { ...fields, posNumber: '12&x=1' } }, editor),
    ).toMatchObject({ status: 400 });
  });

  test('the list is the latest first, page by page, of those that work alone where asked', async () => {
    const first = await make({ title: 'Больница' });
    server.setNow('2026-11-24T07:00:00.000Z');
    const second = await make({ title: 'Библиотека' });
    server.setNow(NOW);
    const page = await server.call(contract.listWidgets, { query: { limit: 1 } }, editor);
    expect(page.widgets.map(({ id }) => id)).toEqual([second.id]);
    expect(page.can).toEqual(['keep']);
    const all = await server.call(contract.listWidgets, { query: {} }, editor);
    expect(all.widgets.map(({ id }) => id)).toContain(first.id);
    const next = await server.call(
      contract.listWidgets,
      { query: { limit: 200, cursor: page.next ?? '' } },
      editor,
    );
    expect(next.widgets.map(({ id }) => id)).toEqual(all.widgets.slice(1).map(({ id }) => id));
    const on = await server.call(contract.listWidgets, { query: { state: 'on' } }, editor);
    expect(on.widgets.every(({ isOn }) => isOn)).toBe(true);
    expect(on.widgets.map(({ id }) => id)).not.toContain(first.id);
  });
});

describe('openings', () => {
  test('are counted by day and site of the list, while the widget works; nothing else is kept', async () => {
    const made = await turn(await make(), true);
    const note = (host: string) =>
      server.call(contract.noteOpening, { params: { id: made.id }, body: { host } });
    expect([await note(HOST), await note(HOST), await note('https://evil.example')]).toEqual([
      { isCounted: true },
      { isCounted: true },
      { isCounted: false },
    ]);
    server.setNow('2026-11-24T19:30:00.000Z');
    await note(HOST);
    const card = await server.call(contract.readWidget, { params: { id: made.id } }, editor);
    expect(card.openings).toEqual([
      { day: '2026-11-25', host: HOST, opened: 1 },
      { day: '2026-11-24', host: HOST, opened: 2 },
    ]);
    expect(card.opened).toBe(3);
    server.setNow('2027-01-24T06:00:00.000Z');
    expect((await server.call(contract.readWidget, { params: { id: made.id } }, editor)).openings).toEqual(
      [],
    );
    server.setNow(NOW);
    await turn(card, false);
    expect(await note(HOST)).toEqual({ isCounted: false });
    const { rows } = await server.asOwner(
      `SELECT column_name FROM information_schema.columns WHERE table_schema = 'widgets' AND table_name = 'opening' ORDER BY 1`,
    );
    expect(rows.map(({ column_name: name }) => name)).toEqual(['day', 'host', 'opened', 'widget_id']);
  });
});
