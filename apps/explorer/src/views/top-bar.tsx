import { Button, Dialog, Logo } from '@espresso/ui';
import { isLanguage, languageCodes, languages } from '@espresso/ui/i18n';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Theme } from '../kept.ts';
import { viewNames } from '../model/address.ts';
import { Pill } from './bits.tsx';
import { useExplorer } from './explorer.ts';
import { useSpeech } from './words.ts';

export interface Liking {
  readonly theme: Theme;
  readonly onTheme: (theme: Theme) => void;
  readonly onLanguage: (language: keyof typeof languages) => void;
}

/** Where one is, how the connection stands, and the way to everything else. */
export const TopBar = ({
  who,
  onSearch,
  onSignOut,
  ...liking
}: Liking & { readonly who: string; readonly onSearch: () => void; readonly onSignOut: () => void }) => {
  const { t } = useSpeech();
  const { bus, places } = useExplorer();
  const [showsSettings, setShowsSettings] = useState(false);
  const { view } = places.place.value;
  const connection = bus.connection.value;
  const tabs = useRef<HTMLUListElement>(null);
  // Where the tabs do not all fit, the one that is looked at does.
  useEffect(
    () => tabs.current?.querySelector('[aria-current]')?.scrollIntoView({ inline: 'nearest', block: 'nearest' }),
    [view],
  );
  return (
    <header class="top">
      <p class="brand">
        <Logo size={30} /> <span>{t('title')}</span>
      </p>
      <nav aria-label={t('views')}>
        <ul class="tabs" ref={tabs}>
          {viewNames.map((name) => (
            <li key={name}>
              <button
                type="button"
                class="tab"
                aria-current={name === view ? 'page' : undefined}
                onClick={() => places.go({ view: name, event: '', item: '' })}
              >
                {t(name)}
              </button>
            </li>
          ))}
        </ul>
      </nav>
      <div class="top-end">
        <span role="status" class="connection">
          <Pill kind={connection === 'open' ? 'good' : connection === 'connecting' ? 'wait' : 'bad'}>
            {t(connection === 'open' ? 'live' : connection === 'connecting' ? 'connecting' : 'lost')}
          </Pill>
        </span>
        <span class="soft rate">{t('perMinute', { n: bus.lately.value.total })}</span>
        <button type="button" class="small-button" onClick={onSearch}>
          {t('search')} <kbd>Ctrl K</kbd>
        </button>
        <button type="button" class="small-button to-theatre" onClick={() => places.go({ theatre: true })}>
          {t('theatre')}
        </button>
        <button type="button" class="small-button" onClick={() => setShowsSettings(true)}>
          {t('settings')}
        </button>
      </div>
      <Dialog open={showsSettings} title={t('settings')} onClose={() => setShowsSettings(false)}>
        <Settings {...liking} />
        <p class="soft">{who}</p>
        <div class="row">
          <Button kind="main" onClick={() => setShowsSettings(false)}>
            {t('close')}
          </Button>
          <Button kind="quiet" onClick={onSignOut}>
            {t('signOut')}
          </Button>
        </div>
      </Dialog>
    </header>
  );
};

const themes = [
  ['auto', 'themeAuto'],
  ['light', 'themeLight'],
  ['dark', 'themeDark'],
] as const;

const Settings = ({ theme, onTheme, onLanguage }: Liking) => {
  const { t, language } = useSpeech();
  return (
    <>
      <label class="slim-field">
        <span>{t('language')}</span>
        <select
          class="slim-input"
          value={language}
          onChange={({ currentTarget: { value } }) => {
            if (isLanguage(value)) onLanguage(value);
          }}
        >
          {languageCodes.map((code) => (
            <option key={code} value={code} lang={code}>
              {languages[code].name}
            </option>
          ))}
        </select>
      </label>
      <label class="slim-field">
        <span>{t('theme')}</span>
        <select
          class="slim-input"
          value={theme}
          onChange={({ currentTarget: { value } }) => {
            const chosen = themes.find(([name]) => name === value);
            if (chosen !== undefined) onTheme(chosen[0]);
          }}
        >
          {themes.map(([name, word]) => (
            <option key={name} value={name}>
              {t(word)}
            </option>
          ))}
        </select>
      </label>
      <div>
        <strong>{t('keys')}</strong>
        <p class="soft">{t('keysText')}</p>
      </div>
    </>
  );
};
