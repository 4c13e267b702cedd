import { describe, expect, it } from 'vitest';
import {
  formatPhone,
  maskContact,
  maskEmail,
  maskPhone,
  normaliseEmail,
  normalisePhone,
} from './contacts.ts';

describe('phone', () => {
  it.each([
    ['+7 912 345-67-89', '+79123456789'],
    ['8 (912) 345 67 89', '+79123456789'],
    ['9123456789', '+79123456789'],
    ['7-912-345-67-89', '+79123456789'],
    ['8 (3439) 12-34-56', '+73439123456'],
    ['+7 (343) 999‑00‑11', '+73439990011'],
    ['+375 29 123-45-67', '+375291234567'],
  ])('%s is %s', (typed, phone) => expect(normalisePhone(typed)).toBe(phone));

  it.each([
    '',
    '112',
    '12345',
    '+7 912 345-67-8',
    'позвоните мне',
    '+0 000 000 00 00',
    '9'.repeat(40),
    '91234\u00006789',
  ])('«%s» is not a phone', (typed) => expect(normalisePhone(typed)).toBeNull());

  it('is masked but for its last four digits', () => {
    expect(maskPhone('+79123456789')).toBe('+7 ••• ••• 67 89');
    expect(maskPhone('+375291234567')).toBe('+• ••• ••• 45 67');
    expect(maskPhone(null)).toBe('');
  });

  it('is shown in groups', () => expect(formatPhone('+79123456789')).toBe('+7 912 345-67-89'));
});

describe('e-mail', () => {
  it.each([
    [' Ivanova@Example.RU ', 'ivanova@example.ru'],
    ['a.b+c@почта.рф', 'a.b+c@почта.рф'],
  ])('%s is %s', (typed, email) => expect(normaliseEmail(typed)).toBe(email));

  it.each([
    '',
    'ivanova',
    'a@b',
    'a b@c.ru',
    '<a@b.ru>',
    'a@b.ru,c@d.ru',
    'a\u0000@b.ru',
    `${'a'.repeat(200)}@b.ru`,
  ])('«%s» is not an address', (typed) => expect(normaliseEmail(typed)).toBeNull());

  it('is masked but for its first letter and domain', () => {
    expect(maskEmail('ivanova@example.ru')).toBe('i•••@example.ru');
    expect(maskContact({ phone: null, email: 'ivanova@example.ru' })).toBe('i•••@example.ru');
  });
});
