import { describe, expect, it } from 'vitest';
import { checkContacts } from './check-contacts.ts';
import { isSameMessage, makeBody } from './message-body.ts';
import { emptyDraft } from './submit-draft.ts';

const key = '00000000-0000-4000-8000-000000000000';
const file = (token: string) => ({ fileId: key, token });
const draft = { ...emptyDraft, text: '  Яма у дома ', phone: ' +7 912 000-00-01 ' };

describe('the message that is sent', () => {
  it('carries what was said and nothing that was not', () => {
    expect(makeBody(draft, key, [], { consent: true, publish: false })).toEqual({
      clientKey: key,
      text: 'Яма у дома',
      asksTerm: true,
      files: [],
      phone: '+7 912 000-00-01',
      consent: true,
      consentVersion: '2026-11-01/3',
      publish: false,
    });
  });

  it('gives house and street only together with their point', () => {
    const typed = { ...draft, address: 'Титова 14', streetId: 'ul-titova', house: '14' };
    expect(makeBody(typed, key, [], { consent: true, publish: true }).place).toEqual({
      address: 'Титова 14',
      isHome: false,
    });
    const pointed = { ...typed, point: { lat: 56.4, lon: 61.9 }, isHome: true };
    expect(makeBody(pointed, key, [], { consent: true, publish: true }).place).toEqual({
      lat: 56.4,
      lon: 61.9,
      address: 'Титова 14',
      streetId: 'ul-titova',
      house: '14',
      isHome: true,
    });
    expect(
      makeBody({ ...pointed, isPlaceless: true }, key, [], { consent: true, publish: true }).place,
    ).toBeUndefined();
  });

  it('leaves out a refused topic and empty answers', () => {
    const asked = {
      ...draft,
      factId: 'roads.pavement.pothole',
      factWords: 'Яма у дома',
      answers: { size: 'На всю полосу', depth: ' ' },
    };
    expect(makeBody(asked, key, [], { consent: true, publish: true })).toMatchObject({
      factId: 'roads.pavement.pothole',
      answers: { size: 'На всю полосу' },
    });
    expect(
      makeBody({ ...asked, topic: 'refused' }, key, [], { consent: true, publish: true }).factId,
    ).toBeUndefined();
    // A topic read in words that have changed since is nobody's: the server reads its own.
    const changed = { ...asked, text: 'Не горит фонарь' };
    expect(makeBody(changed, key, [], { consent: true, publish: true }).factId).toBeUndefined();
    const chosen = { ...changed, topic: 'chosen' as const };
    expect(makeBody(chosen, key, [], { consent: true, publish: true }).factId).toBe('roads.pavement.pothole');
  });

  it('is repeated word for word after a lost answer, unless something was changed', () => {
    const sent = makeBody(draft, key, [file('a')], { consent: true, publish: false });
    const again = makeBody(draft, key, [file('b')], { consent: true, publish: false });
    expect(isSameMessage(sent, again)).toBe(true);
    expect(isSameMessage(sent, { ...again, text: 'Другое' })).toBe(false);
    expect(isSameMessage(sent, { ...again, files: [] })).toBe(false);
    expect(isSameMessage(null, again)).toBe(false);
  });
});

describe('contacts and consent', () => {
  it('asks for one contact and the consent', () => {
    expect(checkContacts({ phone: '', email: '' }, false, false)).toEqual({
      phone: 'Укажите телефон или e-mail',
      consent: 'Без согласия мы не вправе принять сообщение',
    });
    expect(checkContacts({ phone: '', email: '' }, true, true)).toEqual({});
    expect(checkContacts({ phone: '8 912 000-00-01', email: '' }, true, false)).toEqual({});
  });

  it('names what cannot be read', () => {
    expect(checkContacts({ phone: '123', email: 'нет' }, true, false)).toEqual({
      phone: 'Телефон из 10 цифр после +7',
      email: 'Адрес вида name@example.ru',
    });
  });
});
