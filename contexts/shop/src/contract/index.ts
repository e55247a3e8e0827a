export { resolveChoice, type Resolution } from './choose.ts';
export {
  lastCall,
  menuPublished,
  noticePosted,
  noticeTakenDown,
  settingsChanged,
  shopClosed,
  shopCreated,
  shopDraining,
  shopOpened,
  shopPaused,
} from './events.ts';
export { startingMenu } from './example.ts';
export { getShopStatus, turnDoors } from './functions.ts';
export {
  drinkId,
  groupId,
  ingredientId,
  language,
  optionId,
  shopId,
  sizeId,
  type DrinkId,
  type GroupId,
  type IngredientId,
  type Language,
  type OptionId,
  type ShopId,
  type SizeId,
} from './ids.ts';
export { allergens, labelsOf, type Allergen, type Labels } from './labels.ts';
export {
  choice,
  chosenDrink,
  drink,
  ingredient,
  menu,
  type Choice,
  type ChosenDrink,
  type Drink,
  type Ingredient,
  type Menu,
  type ModifierGroup,
  type Option,
} from './menu.ts';
export { settings, type Settings } from './settings.ts';
