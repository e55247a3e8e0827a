export { catalogueFaults } from './faults.ts';
export { readMessages } from './read-messages.ts';
export { chooseLanguage, isLanguage, languageCodes, languages, type Language } from './languages.ts';
export {
  placesIn,
  translator,
  type Message,
  type Messages,
  type Plural,
  type Translate,
  type Values,
} from './messages.ts';
