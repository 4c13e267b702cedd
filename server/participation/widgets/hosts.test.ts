import { describe, expect, test } from 'vitest';
import { presentHost, readHost, readHosts } from './hosts.ts';

describe('a site a widget may stand on', () => {
  test.each([
    ['https://school5.example', 'https://school5.example'],
    [' https://School5.Example/ ', 'https://school5.example'],
    ['https://school5.example:443', 'https://school5.example'],
    ['https://school5.example:8443', 'https://school5.example:8443'],
    ['https://город.рф', 'https://xn--c1ac3aaj.xn--p1ai'],
    ['https://xn--c1ac3aaj.xn--p1ai', 'https://xn--c1ac3aaj.xn--p1ai'],
    ['http://localhost:3000', 'http://localhost:3000'],
    ['http://school.localhost:8080', 'http://school.localhost:8080'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
  ])('«%s» is kept as a browser writes it', (written, kept) => {
    expect(readHost(written)).toBe(kept);
  });

  test.each([
    'http://school5.example',
    'school5.example',
    'https://*.example.ru',
    'https://school5.example/page',
    'https://school5.example?x',
    'https://school5.example#x',
    'https://user@school5.example',
    'https://10.0.0.1',
    'https://[::1]',
    'http://127.0.0.2:80',
    'https://school5',
    'https://a.ru https://b.ru',
    "https://a.ru;script-src 'unsafe-inline'",
    'https://a.ru,b.ru',
    "https://a.ru'",
    'https://a_b.ru',
    'javascript:alert(1)',
    'https:school5.example',
    '',
  ])('«%s» is none', (written) => {
    expect(readHost(written)).toBeNull();
  });

  test('a list holds each once and names what is wrong', () => {
    expect(readHosts(['https://a.example', 'https://A.example/'])).toEqual(['https://a.example']);
    expect(() => readHosts(['https://a.example', ' школа.рф '])).toThrow(/^«школа\.рф» — не адрес сайта/u);
    expect(() => readHosts(['какие-то слова: пароль'])).toThrow(/^Одна из строк — не адрес сайта/u);
  });

  test('is read in Cyrillic letters', () => {
    expect(presentHost('https://xn--c1ac3aaj.xn--p1ai')).toBe('https://город.рф');
    expect(presentHost('https://school5.example:8443')).toBe('https://school5.example:8443');
  });
});
