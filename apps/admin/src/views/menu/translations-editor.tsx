import { TextField } from '@espresso/ui';
import { languageCodes, languages } from '@espresso/ui/i18n';
import { withTranslation, wordsOf, type MenuWord } from '../../model/menu-words.ts';
import { Select } from '../parts.tsx';
import { useWords } from '../words.ts';
import { idOf, useFault, type Editing } from './fields.tsx';

const offered: readonly { readonly id: string; readonly label: string }[] = languageCodes.map((id) => ({
  id,
  label: languages[id].name,
}));
const sections = ['drinks', 'groups', 'ingredients'] as const;

/** Every text of the menu beside what it is in another language. */
export const TranslationsEditor = ({
  menu,
  faults,
  language,
  onChange,
  onLanguage,
}: Editing & { readonly language: string; readonly onLanguage: (language: string) => void }) => {
  const t = useWords();
  const faultAt = useFault(faults);
  const words = wordsOf(menu, language);
  const done = words.filter(({ translation }) => translation !== '').length;
  const own = offered.some(({ id }) => id === menu.language)
    ? offered
    : [...offered, { id: menu.language, label: menu.language }];
  const field = (word: MenuWord) => {
    const path = `${word.path}/translations/${language}/${word.field}`;
    return (
      <li key={path}>
        <TextField
          id={idOf(path)}
          name={path}
          label={word.text}
          value={word.translation}
          maxLength={word.field === 'name' ? 60 : 200}
          autocomplete="off"
          lang={language}
          dir="auto"
          fault={faultAt(path)}
          onInput={(text) => onChange(withTranslation(menu, word, language, text))}
        />
      </li>
    );
  };
  return (
    <section class="card stack" aria-label={t('part-translations')}>
      <p class="soft">{t('translationsMeaning')}</p>
      <div class="pair">
        <Select
          id="menu-language"
          label={t('menuLanguage')}
          from={own}
          chosen={menu.language}
          onChange={(id) => onChange({ ...menu, language: id })}
        />
        <Select
          id="translation-language"
          label={t('translateInto')}
          from={offered.filter(({ id }) => id !== menu.language)}
          chosen={language}
          onChange={onLanguage}
        />
      </div>
      <p role="status">
        <strong>{t('translatedCount', { n: done, all: words.length })}</strong>
      </p>
      {sections.map((section) => (
        <fieldset key={section} class="stack">
          <legend class="legend">{t(`part-${section}`)}</legend>
          <ul class="translations">{words.filter(({ path }) => path.startsWith(`${section}/`)).map(field)}</ul>
        </fieldset>
      ))}
    </section>
  );
};
