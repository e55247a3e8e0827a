import { startingMenu } from '@coffee/shop/contract';
import { expect, test } from 'vitest';
import { asJson, isSameMenu, type MenuDraft } from './menu-draft.ts';
import { readIn, withTranslation, wordsOf } from './menu-words.ts';

const menu: MenuDraft = startingMenu;

test('every name and every description can be translated, sizes, options and ingredients too', () => {
  const texts = wordsOf(menu, 'nl').map(({ text }) => text);
  expect(texts).toEqual(expect.arrayContaining(['Latte', 'Short and strong.', 'Large', 'Milk', 'Oat milk', 'Cups']));
  expect(new Set(wordsOf(menu, 'nl').map(({ path, field }) => `${path}/${field}`)).size).toBe(texts.length);
});

test('each text takes a translation of its own, and whoever speaks that language reads it', () => {
  const words = wordsOf(menu, 'nl');
  const translated = words.reduce((draft, word, at) => withTranslation(draft, word, 'nl', `woord ${at}`), menu);
  expect(wordsOf(translated, 'nl').map(({ translation }) => translation)).toEqual(words.map((_, at) => `woord ${at}`));
  expect(wordsOf(readIn(translated, 'nl'), 'nl').map(({ text }) => text)).toEqual(words.map((_, at) => `woord ${at}`));
  expect(readIn(translated, 'fi').drinks.map(({ name }) => name)).toEqual(menu.drinks.map(({ name }) => name));
});

test('what is left empty is read as it is written', () => {
  const [drink] = menu.drinks;
  const only = withTranslation(menu, { path: 'drinks/0', field: 'description' }, 'nl', 'Kort en sterk.');
  expect(readIn(only, 'nl').drinks[0]).toMatchObject({ name: drink?.name, description: 'Kort en sterk.' });
});

test('a translation taken back leaves the menu as it was, also as the API reads it', () => {
  const word = { path: 'groups/1/options/0', field: 'name' } as const;
  const back = withTranslation(withTranslation(menu, word, 'nl', 'Volle melk'), word, 'nl', '');
  expect(asJson(back)).toEqual(asJson(menu));
  expect(isSameMenu(back, menu)).toBe(true);
});
