import { type Menu, menu } from './menu.ts';

/** A small real menu: what a new shop starts with, and what examples and tests speak of. */
export const startingMenu: Menu = menu.parse({
  ingredients: [
    { id: 'beans', name: 'Coffee beans', unit: 'g' },
    { id: 'decaf-beans', name: 'Decaf beans', unit: 'g' },
    { id: 'whole-milk', name: 'Whole milk', unit: 'ml' },
    { id: 'oat-milk', name: 'Oat milk', unit: 'ml' },
    { id: 'soy-milk', name: 'Soy milk', unit: 'ml' },
    { id: 'cocoa', name: 'Cocoa', unit: 'g' },
    { id: 'cup', name: 'Cups', unit: 'piece' },
  ],
  groups: [
    {
      id: 'beans',
      name: 'Beans',
      min: 1,
      max: 1,
      defaults: ['house'],
      options: [
        { id: 'house', name: 'House blend', ingredient: 'beans' },
        { id: 'decaf', name: 'Decaf', ingredient: 'decaf-beans' },
      ],
    },
    {
      id: 'milk',
      name: 'Milk',
      min: 1,
      max: 1,
      defaults: ['whole'],
      options: [
        { id: 'whole', name: 'Whole milk', ingredient: 'whole-milk' },
        { id: 'oat', name: 'Oat milk', ingredient: 'oat-milk' },
        { id: 'soy', name: 'Soy milk', ingredient: 'soy-milk' },
      ],
    },
    {
      id: 'extras',
      name: 'Extras',
      min: 0,
      max: 2,
      defaults: [],
      options: [
        { id: 'extra-shot', name: 'Extra shot', adds: [{ ingredient: 'beans', amount: 9 }] },
        { id: 'cocoa', name: 'Cocoa on top', adds: [{ ingredient: 'cocoa', amount: 2 }] },
      ],
    },
  ],
  drinks: [
    {
      id: 'espresso',
      name: 'Espresso',
      icon: 'espresso',
      description: 'Short and strong.',
      groups: ['beans'],
      recipe: [
        { from: 'beans', amount: 9 },
        { ingredient: 'cup', amount: 1 },
      ],
      sizes: [
        { id: 'single', name: 'Single', factor: 1 },
        { id: 'double', name: 'Double', factor: 2 },
      ],
    },
    {
      id: 'americano',
      name: 'Americano',
      icon: 'americano',
      description: 'Espresso and hot water.',
      groups: ['beans', 'extras'],
      recipe: [
        { from: 'beans', amount: 18 },
        { ingredient: 'cup', amount: 1 },
      ],
      sizes: [],
    },
    {
      id: 'cappuccino',
      name: 'Cappuccino',
      icon: 'cappuccino',
      description: 'Espresso under thick foam.',
      groups: ['beans', 'milk', 'extras'],
      recipe: [
        { from: 'beans', amount: 18 },
        { from: 'milk', amount: 120 },
        { ingredient: 'cup', amount: 1 },
      ],
      sizes: [],
    },
    {
      id: 'latte',
      name: 'Latte',
      icon: 'latte',
      description: 'Espresso and a lot of milk.',
      groups: ['beans', 'milk', 'extras'],
      recipe: [
        { from: 'beans', amount: 18 },
        { from: 'milk', amount: 200 },
        { ingredient: 'cup', amount: 1 },
      ],
      sizes: [
        { id: 'regular', name: 'Regular', factor: 1 },
        { id: 'large', name: 'Large', factor: 1.5 },
      ],
    },
    {
      id: 'flat-white',
      name: 'Flat White',
      icon: 'flat-white',
      description: 'Two shots, a little velvet milk.',
      groups: ['beans', 'milk', 'extras'],
      recipe: [
        { from: 'beans', amount: 18 },
        { from: 'milk', amount: 130 },
        { ingredient: 'cup', amount: 1 },
      ],
      sizes: [],
    },
    {
      id: 'hot-chocolate',
      name: 'Hot Chocolate',
      icon: 'hot-chocolate',
      description: 'No coffee at all.',
      groups: ['milk'],
      recipe: [
        { ingredient: 'cocoa', amount: 25 },
        { from: 'milk', amount: 200 },
        { ingredient: 'cup', amount: 1 },
      ],
      sizes: [],
    },
  ],
});
