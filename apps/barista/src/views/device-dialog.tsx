import { Button, Dialog } from '@espresso/ui';
import { languageCodes, languages, type Language } from '@espresso/ui/i18n';
import { useWords } from './words.ts';

/** What is set on this device: sound, language; who works here, and the keys of a bump bar. */
export const DeviceDialog = ({
  open,
  volume,
  language,
  name,
  onVolume,
  onTest,
  onLanguage,
  onSignOut,
  onClose,
}: {
  readonly open: boolean;
  readonly volume: number;
  readonly language: Language;
  readonly name: string;
  readonly onVolume: (volume: number) => void;
  readonly onTest: () => void;
  readonly onLanguage: (language: Language) => void;
  readonly onSignOut: () => void;
  readonly onClose: () => void;
}) => {
  const t = useWords();
  return (
    <Dialog open={open} title={t('deviceTitle')} onClose={onClose}>
      <div class="field">
        <label for="volume">{t('volume')}</label>
        <span class="hint" id="volume-hint">
          {t('volumeHint')}
        </span>
        <div class="row">
          <input
            id="volume"
            type="range"
            class="slider"
            min={0}
            max={100}
            step={10}
            value={Math.round(volume * 100)}
            aria-describedby="volume-hint"
            onInput={(event) => onVolume(Number(event.currentTarget.value) / 100)}
          />
          <Button onClick={onTest}>{t('testSound')}</Button>
        </div>
      </div>
      <div class="field">
        <label for="language">{t('language')}</label>
        <select
          id="language"
          class="input"
          onChange={(event) => {
            const chosen = languageCodes.find((code) => code === event.currentTarget.value);
            if (chosen !== undefined) onLanguage(chosen);
          }}
        >
          {languageCodes.map((code) => (
            <option key={code} value={code} lang={code} selected={code === language}>
              {languages[code].name}
            </option>
          ))}
        </select>
      </div>
      <div>
        <h3>{t('keysTitle')}</h3>
        <dl class="keys">
          <KeyMeaning keys={['1', '9']} between="–" meaning={t('keyNumbers')} />
          <KeyMeaning keys={['↑', '↓', '←', '→']} meaning={t('keyArrows')} />
          <KeyMeaning keys={['Enter']} meaning={t('keyEnter')} />
          <KeyMeaning keys={['F']} meaning={t('keyRush')} />
          <KeyMeaning keys={['W', 'R', 'S', 'P']} meaning={t('keyTools')} />
          <KeyMeaning keys={['U']} meaning={t('keyUndo')} />
          <KeyMeaning keys={['X']} meaning={t('keyCancel')} />
        </dl>
      </div>
      <div class="row between">
        <Button kind="plain" onClick={onSignOut}>
          {t('signOut', { name })}
        </Button>
        <Button kind="main" onClick={onClose}>
          {t('ready')}
        </Button>
      </div>
    </Dialog>
  );
};

const KeyMeaning = ({
  keys,
  between = ' ',
  meaning,
}: {
  readonly keys: readonly string[];
  readonly between?: string;
  readonly meaning: string;
}) => (
  <div>
    <dt dir="ltr">
      {keys.map((key, at) => (
        <span key={key}>
          {at === 0 ? '' : between}
          <kbd>{key}</kbd>
        </span>
      ))}
    </dt>
    <dd>{meaning}</dd>
  </div>
);
