import { afterAll, beforeAll, expect, test } from 'vitest';
import { exportForFederal, takeFederalTable } from '../../../shared/contract/monitoring/federal.ts';
import { bringFile, fileRow } from '../../../tests/support/networks/federal-files.ts';
import { type IncidentDesk, openIncidentDesk } from '../../../tests/support/networks/incident-desk.ts';

let desk: IncidentDesk;
beforeAll(async () => {
  desk = await openIncidentDesk();
});
afterAll(() => desk.server.close());

test('ours go out in their columns, without names', async () => {
  await desk.comment({ id: 'ours', text: 'На Победы, 9 темно', postedAt: new Date('2026-11-23T05:00:00Z') });
  const table = await bringFile(desk.server, desk.operator, [
    fileRow('50', { Ссылка: 'https://network.example/ours' }),
    fileRow('51', { Срок: '25.11.2026 18:00' }),
    fileRow('52', { Дата: '01.11.2026' }),
  ]);
  const taking = { params: { id: table.id }, body: { mapping: table.mapping } };
  await desk.server.call(takeFederalTable, taking, desk.operator);
  await desk.server.asOwner("UPDATE incidents.incident SET fact_id = 'roads.pavement.pothole'");
  const reply = await desk.server.inject({
    method: 'GET',
    url: `${exportForFederal.path}?from=2026-11-20&to=2026-11-24&format=csv`,
    headers: { 'x-otklik': '1', cookie: desk.operator },
  });
  expect(reply.statusCode, reply.body).toBe(200);
  const lines = reply.body.split('\r\n').filter((line) => line.includes(';'));
  expect(lines.some((line) => /Номер инцидента.*Статус.*Срок ответа.*Текст ответа/u.test(line))).toBe(true);
  // Of what stands in the feed the network is known; what came by a file alone is of the one that file named.
  expect(reply.body).toMatch(/"50";"https:\/\/network\.example\/ours";"[^"]*";"ВКонтакте"/u);
  expect(reply.body).toMatch(/"51";"https:\/\/vk\.com\/wall-9_51";"[^"]*";"";/u);
  expect(reply.body).toMatch(/"51";"https:\/\/vk\.com\/wall-9_51"/u);
  expect(reply.body).toMatch(/25\.11\.2026,? 18:00/u);
  expect(reply.body).toMatch(/"Яма на дороге"/u);
  expect(reply.body).not.toMatch(/wall-9_52/u);
  const wrong = await desk.server.inject({
    method: 'GET',
    url: `${exportForFederal.path}?from=2026-11-24&to=2026-11-20&format=csv`,
    headers: { 'x-otklik': '1', cookie: desk.operator },
  });
  expect(wrong.statusCode).toBe(400);
});
