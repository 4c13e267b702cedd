import type { PageProfile } from '../../../server/base/networks/index.ts';
import type { NetworkPage } from '../../../shared/contract/base/networks.ts';
import * as contract from '../../../shared/contract/pages/register.ts';
import * as acts from '../../../shared/contract/pages/register-acts.ts';
import { addPage, joinNetwork, type ToldNetwork, tellNetwork } from '../networks/told-network.ts';
import { makeUnit } from '../site/cases.ts';
import { startTestServer, type TestServer } from '../site/server.ts';
import { signInAs } from '../site/sign-in.ts';

/** A Wednesday at noon in Yekaterinburg. */
export const WEDNESDAY = '2026-11-25T07:00:00Z';

/** Of nothing there is. */
export const NOBODY = '00000000-0000-4000-8000-000000000000';

/** A server with a body, an institution below it and a page of ours in a network; who keeps the register and who reads it. No page is kept. */
export interface EmptyRegisterDesk {
  server: TestServer;
  editor: string;
  head: string;
  unitId: string;
  schoolId: string;
  source: NetworkPage;
  /** The network of its pages. */
  network: ToldNetwork;
  list: (cookie?: string) => Promise<contract.Register>;
  read: (id: string) => Promise<contract.PageCard>;
  /** What a page of the body is entered by; its address is its own. */
  fields: (given?: object) => PageFields;
  create: (given?: object) => Promise<contract.PageCard>;
}

export interface RegisterDesk extends EmptyRegisterDesk {
  /** Another body's page, read, looked at and being verified: nothing of it is the others'. */
  neighbour: contract.PageCard;
}

interface PageFields {
  unitId: string;
  network: string;
  title: string;
  url: string;
  grade: contract.PageGrade;
}

export async function openRegisterDesk(): Promise<RegisterDesk> {
  const desk = await openEmptyRegister();
  return Object.assign(desk, { neighbour: await standBeside(desk.server, desk) });
}

export async function openEmptyRegister(): Promise<EmptyRegisterDesk> {
  const server = await startTestServer();
  server.setNow(WEDNESDAY);
  const network = tellNetwork();
  joinNetwork(server, network);
  const [editor, head] = [await signInAs(server, 'editor'), await signInAs(server, 'head')];
  const unitId = await makeUnit(server, 'Управление образования', 'education-department');
  const schoolId = await makeUnit(server, 'Школа № 400', '');
  await server.app.pool.query('UPDATE identity.unit SET parent_id = $1 WHERE id = $2', [unitId, schoolId]);
  const source = await addPage(server, await signInAs(server, 'admin'), { externalId: '-7' });
  let count = 0;
  const fields: RegisterDesk['fields'] = (given = {}) => {
    count += 1;
    return {
      unitId,
      network: 'vk',
      title: 'Образование Каменска',
      url: `https://vk.com/p${count}`,
      grade: 'active',
      ...given,
    };
  };
  const create: RegisterDesk['create'] = (given) =>
    server.call(acts.createPage, { body: fields(given) }, editor);
  return {
    server,
    editor,
    head,
    unitId,
    schoolId,
    source,
    network,
    list: (cookie = head) => server.call(contract.listRegister, {}, cookie),
    read: (id) => server.call(contract.readPage, { params: { id } }, head),
    fields,
    create,
  };
}

/** A page of another body in the middle of its life: of each of its tables there is a row. */
async function standBeside(
  server: TestServer,
  { editor, head, network, create }: Pick<RegisterDesk, 'editor' | 'head' | 'network' | 'create'>,
): Promise<contract.PageCard> {
  const unitId = await makeUnit(server, 'Управление культуры', '');
  const source = await addPage(server, await signInAs(server, 'admin'), { externalId: '-6' });
  const address = { title: 'Культура Каменска', url: 'https://vk.com/culture' };
  const { id, version } = await create({ unitId, networkPageId: source.id, ...address });
  network.profiles.set('-6', { ...shown, name: 'Управление культуры', hasCover: false });
  await server.call(acts.readProfile, { params: { id } }, editor);
  const look = { checks: ['gov-mark'], isThere: false, note: 'метки нет', takenOn: '2026-11-24' };
  await server.call(acts.lookAtPage, { params: { id }, body: look }, editor);
  const step = { version: 0, to: 'documents', on: '2026-11-24', ground: 'заявка № 1' } as const;
  await server.call(acts.moveVerification, { params: { id }, body: step }, editor);
  const figures = { version, followers: 70, weekReach: 700, postReach: 7, on: '2026-11-23' };
  await server.call(acts.keepFigures, { params: { id }, body: figures }, editor);
  return server.call(contract.readPage, { params: { id } }, head);
}

/** What a page shows of itself that lacks nothing but contacts. */
const shown: PageProfile = {
  name: '',
  description: 'Официальная страница Управления культуры: клубы, библиотеки и музеи города.',
  hasPicture: true,
  hasCover: true,
  address: null,
  phones: null,
  emails: null,
  sites: null,
  members: 77,
  raw: '{}',
};
