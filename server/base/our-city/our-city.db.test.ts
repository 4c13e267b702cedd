import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listAuditRecords } from '../../../shared/contract/base/audit.ts';
import { readSession } from '../../../shared/contract/base/identity.ts';
import * as contract from '../../../shared/contract/base/our-city.ts';
import { toMultipart } from '../../../tests/support/pictures.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';
import { findCityEdition, readCity } from '../../lib/city.ts';
import { redrawArms } from './arms.ts';
import { refreshEditions } from './editions.ts';

let server: TestServer;
let admin: string;
beforeAll(async () => {
  server = await startTestServer();
  admin = await signInAs(server, 'admin');
});
afterAll(() => server.close());

const read = () => server.call(contract.readCard, {}, admin);
const cardNow = async (): Promise<contract.CityCard> => {
  const { card } = await read();
  if (!card) throw new Error('there is no card');
  return card;
};
type Change = (card: contract.CityCard) => contract.CityCard;
const organisation =
  (fields: Partial<contract.CityCard['organisation']>): Change =>
  (card) => ({ ...card, organisation: { ...card.organisation, ...fields } });
const save = async (change: Change, { seen, reason = '' }: { seen?: number; reason?: string } = {}) => ({
  body: { version: seen ?? (await read()).version, reason, card: change(await cardNow()) },
});

describe('the card of the city', () => {
  test('an installation that was given a pack of its city begins with its card', async () => {
    expect(await read()).toMatchObject({
      version: 1,
      zoneInForce: 'Asia/Yekaterinburg',
      card: { names: { town: { genitive: 'Каменска-Уральского' } }, organisation: { inn: '6600000003' } },
      history: [{ version: 1, by: 'Отклик', changed: [] }],
    });
  });

  test('each save is the next edition, by whom and why; pages say the new words at once', async () => {
    server.setNow('2026-11-24T04:00:00.000Z');
    const saved = await server.call(
      contract.saveCard,
      await save(
        (card) => ({
          ...card,
          names: { ...card.names, town: { nominative: 'Энск', genitive: 'Энска', prepositional: 'Энске' } },
          signer: { ...card.signer, position: 'Директор' },
        }),
        { reason: 'Решение Думы' },
      ),
      admin,
    );
    expect(saved).toMatchObject({
      version: 2,
      history: [
        {
          version: 2,
          at: '2026-11-24T04:00:00.000Z',
          reason: 'Решение Думы',
          changed: [
            'names.town.nominative',
            'names.town.genitive',
            'names.town.prepositional',
            'signer.position',
          ],
        },
        { version: 1 },
      ],
    });
    expect(saved.history[0]?.by).toMatch(/\S/u);
    const { city } = await server.call(readSession, {});
    expect(city).toMatchObject({ shortTitle: 'Энск', edition: 2 });
    const { records } = await server.call(listAuditRecords, { query: { action: 'our-city.save' } }, admin);
    expect(records[0]).toMatchObject({ object: 'our-city', objectId: 'card' });
    const former = await server.call(contract.readCityEdition, { params: { version: 1 } }, admin);
    expect(former.card.names.town.nominative).toBe('Каменск-Уральский');
    expect((await server.fail(contract.readCityEdition, { params: { version: 9 } }, admin)).code).toBe(
      'lib.not-found',
    );
  });

  test('what says nothing new is no edition', async () => {
    const { version } = await read();
    expect((await server.call(contract.saveCard, await save((card) => card), admin)).version).toBe(version);
  });

  test('an edition somebody has overtaken is refused, and told of', async () => {
    const { version } = await read();
    await server.call(contract.saveCard, await save(organisation({ phone: '11-11-11' })), admin);
    const problem = await server.fail(
      contract.saveCard,
      await save(organisation({ phone: '22-22-22' }), { seen: version }),
      admin,
    );
    expect(problem).toMatchObject({ code: 'lib.changed-meanwhile' });
    expect(problem.detail).toContain('Карточку города успели изменить');
    expect((await cardNow()).organisation.phone).toBe('11-11-11');
  });

  test.each([
    [organisation({ inn: '6600000004' }), 'card.organisation.inn'],
    [organisation({ ogrn: '1026600000001' }), 'card.organisation.ogrn'],
    [organisation({ email: 'не почта' }), 'card.organisation.email'],
    [organisation({ site: 'javascript:alert(1)' }), 'card.organisation.site'],
    [organisation({ lines: ['1', '2', '3', '4', '5'] }), 'card.organisation.lines'],
    [(card: contract.CityCard) => ({ ...card, zone: 'Asia/Ensk' }), 'card.zone'],
    [(card: contract.CityCard) => ({ ...card, arms: 'f'.repeat(64) }), 'card.arms'],
    [
      (card: contract.CityCard) => ({
        ...card,
        names: { ...card.names, title: { ...card.names.title, nominative: ' ' } },
      }),
      'card.names.title.nominative',
    ],
  ] satisfies [Change, string][])('what cannot be is refused at its field: %#', async (change, field) => {
    const problem = await server.fail(contract.saveCard, await save(change), admin);
    expect(Object.keys(problem.fields ?? {})).toEqual([field]);
  });

  test('editions are read by moment: a paper finds the one it was printed by', async () => {
    const editions = (await read()).history;
    const [last] = editions;
    expect(findCityEdition()?.version).toBe(last?.version);
    expect(findCityEdition(new Date('2026-11-24T04:00:00.000Z'))?.version).toBe(
      editions.filter(({ at }) => at <= '2026-11-24T04:00:00.000Z')[0]?.version,
    );
    // A paper from before there was a card is drawn by the first one.
    expect(findCityEdition(new Date('2001-01-01'))?.version).toBe(1);
  });

  test('another zone waits for the next start: days were counted by this one', async () => {
    const saved = await server.call(
      contract.saveCard,
      await save((card) => ({ ...card, zone: 'Asia/Omsk' })),
      admin,
    );
    expect(saved).toMatchObject({ card: { zone: 'Asia/Omsk' }, zoneInForce: 'Asia/Yekaterinburg' });
    expect(readCity(server.app.services.config).zone).toBe('Asia/Yekaterinburg');
  });

  test('what another process saves is taken over', async () => {
    const { version } = await read();
    await server.asOwner(
      `INSERT INTO our_city.edition (version, card, valid_from, made_by_name)
       SELECT ${version + 1}, jsonb_set(card, '{region}', '"Другая область"'), now(), 'Другой процесс'
       FROM our_city.edition WHERE version = ${version}`,
    );
    expect(readCity(server.app.services.config).region).not.toBe('Другая область');
    await refreshEditions(server.app.services.database);
    expect(readCity(server.app.services.config).region).toBe('Другая область');
  });

  test('who does not keep it neither reads nor saves it', async () => {
    const operator = await signInAs(server, 'operator');
    expect((await server.fail(contract.readCard, {}, operator)).code).toBe('lib.forbidden');
    expect((await server.fail(contract.saveCard, await save((card) => card), operator)).code).toBe(
      'lib.forbidden',
    );
  });
});

describe('arms', () => {
  const send = async (bytes: Buffer, filename: string) => {
    const { payload, headers } = toMultipart(bytes, { filename });
    const reply = await server.inject({
      method: 'POST',
      url: '/api/our-city/arms',
      payload,
      headers: { ...headers, cookie: admin },
    });
    return { status: reply.statusCode, body: reply.json<{ id: string; detail: string; code: string }>() };
  };
  const green = sharp({ create: { width: 900, height: 1200, channels: 4, background: '#1f7a6380' } });

  test('a PNG is drawn anew without metadata, keeps what is transparent, and everybody sees it once it is saved', async () => {
    const png = await green
      .clone()
      .png()
      .withExif({ IFD0: { Copyright: 'Секретный владелец' } })
      .toBuffer();
    const sent = await send(png, 'герб.png');
    expect(sent.status).toBe(200);
    await server.call(contract.saveCard, await save((card) => ({ ...card, arms: sent.body.id })), admin);
    const { city } = await server.call(readSession, {});
    const shown = await server.inject({ method: 'GET', url: city.arms ?? '' });
    expect(shown.headers['content-type']).toBe('image/png');
    expect(shown.rawPayload.includes('Секретный')).toBe(false);
    const header = await sharp(shown.rawPayload).metadata();
    expect(header).toMatchObject({ format: 'png', width: 384, height: 512, hasAlpha: true });
    expect(header.exif).toBeUndefined();
  });

  test('a JPEG is taken as well', async () => {
    expect((await send(await green.clone().jpeg().toBuffer(), 'герб.jpg')).status).toBe(200);
  });

  test.each([
    [
      'SVG under its own name',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'),
      'SVG не принимаем',
    ],
    ['SVG with a declaration', Buffer.from('\uFEFF<?xml version="1.0"?><svg/>'), 'SVG не принимаем'],
    ['a page', Buffer.from('<!DOCTYPE html><p>'), 'SVG не принимаем'],
    ['nothing', Buffer.alloc(0), 'пуст'],
    ['a picture of another kind', Buffer.from('GIF89a'), 'не PNG и не JPEG'],
    ['a beginning of a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), 'повреждена'],
  ])('%s is refused by its content, whatever it is called', async (_, bytes, words) => {
    const sent = await send(bytes, 'герб.png');
    expect(sent).toMatchObject({ status: 415, body: { code: 'files.bad-content' } });
    expect(sent.body.detail).toContain(words);
  });

  test('a picture of too many pixels is not even decoded', async () => {
    const wide = await sharp({ create: { width: 6000, height: 6000, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
    await expect(redrawArms(wide)).rejects.toThrow('больше 25 мегапикселей');
  });
});
