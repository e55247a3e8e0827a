export * from './components/index.ts';
export { DrinkIcon, drinkIcons } from './icons/drink-icon.tsx';
