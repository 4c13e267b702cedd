import { createPerson, type PersonCard, type PersonInput } from '../../shared/contract/base/people.ts';
import { startTestServer, type TestServer } from './site/server.ts';
import { signInStaff } from './site/sign-in.ts';

export interface PeopleServer {
  server: TestServer;
  /** Cookies. */
  admin: string;
  operator: string;
  adminId: string;
  /** A further member of staff, by the administrator; each has an e-mail of their own. */
  makePerson: (more?: Partial<PersonInput>) => Promise<PersonCard>;
}

/** A server with an administrator and an operator signed in. */
export async function startPeopleServer(): Promise<PeopleServer> {
  const server = await startTestServer();
  const { cookie: admin, personId: adminId } = await signInStaff(server, 'admin');
  const { cookie: operator } = await signInStaff(server, 'operator');
  let serial = 0;
  const makePerson = (more: Partial<PersonInput> = {}) => {
    serial += 1;
    const person = { surname: 'Лисицын', givenName: 'Фёдор', patronymic: 'Ильич' };
    const body = { ...person, email: `p${serial}@demo.invalid`, ...more };
    return server.call(createPerson, { body }, admin);
  };
  return { server, admin, operator, adminId, makePerson };
}
