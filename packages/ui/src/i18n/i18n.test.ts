import { describe, expect, test } from 'vitest';
import { catalogueFaults } from './faults.ts';
import { chooseLanguage, languageCodes, languages } from './languages.ts';
import { translator, type Messages } from './messages.ts';

describe('the language of a page', () => {
  test.each([
    ['de-CH,de;q=0.9,en;q=0.8', 'de'],
    ['nl, fr;q=0.5, en;q=0.7', 'en'],
    ['pt-BR', 'pt'],
    ['xx;q=1, en;q=0', 'en'],
    ['', 'en'],
    [undefined, 'en'],
    [['uk-UA', 'en'], 'uk'],
  ])('for somebody who prefers %j is %s', (wished, language) => {
    expect(chooseLanguage(wished)).toBe(language);
  });

  test('one of them is written from right to left', () => {
    expect(languageCodes.filter((code) => languages[code].direction === 'rtl')).toEqual(['ar']);
  });
});

describe('a sentence', () => {
  const say = (language: 'en' | 'uk' | 'ar', messages: Messages<'ahead' | 'wait'>) => translator(language, messages);
  test('counts as its language does', () => {
    const t = say('uk', {
      ahead: { one: '{n} замовлення', few: '{n} замовлення', many: '{n} замовлень', other: '' },
      wait: '',
    });
    expect([t('ahead', { n: 1 }), t('ahead', { n: 5 })]).toEqual(['1 замовлення', '5 замовлень']);
  });
  test('puts values in their places, and leaves a place without one as it is', () => {
    const t = say('en', { ahead: '', wait: 'about {from}–{to} min at {place}' });
    expect(t('wait', { from: 1_000, to: 2, place: '{to}' })).toBe('about 1,000–2 min at {to}');
    expect(t('wait', { from: 1, to: 2 })).toContain('{place}');
  });
});

test('a catalogue with a hole in it is told of', () => {
  const whole: Messages = { hello: 'Hello {name}', ahead: { one: '{n} order', other: '{n} orders' } };
  const { hello: _, ...rest } = { hello: '', ahead: { other: ' ' } };
  const broken = {
    en: whole,
    de: rest,
    fr: { ...whole, hello: 'Salut {nom}' },
    es: whole,
    pt: whole,
    ja: whole,
    ar: whole,
    uk: { ...whole, extra: 'x' },
  };
  expect(catalogueFaults(broken)).toEqual([
    'de: hello is missing',
    'de: ahead says nothing',
    'fr: hello has other places than English: name, nom',
    ...['zero', 'two', 'few', 'many'].map((category) => `ar: ahead cannot count '${category}'`),
    'uk: extra is in no other language',
    "uk: ahead cannot count 'few'",
    "uk: ahead cannot count 'many'",
  ]);
});
