import { Logo } from '@espresso/ui';
import type { Translate } from '@espresso/ui/i18n';
import type { Word } from '../words.ts';

/** Six characters for somebody with a signed-in tablet to type: no keyboard on the television. */
export const PairingScreen = ({
  t,
  code,
  offline,
}: {
  readonly t: Translate<Word>;
  readonly code: string | undefined;
  readonly offline: boolean;
}) => (
  <main class="pairing">
    <Logo size={96} />
    <h1>{t('pairTitle')}</h1>
    <p>{t('pairText')}</p>
    <p class="number letters" aria-label={code?.split('').join(' ')}>
      {code === undefined ? '··· ···' : `${code.slice(0, 3)} ${code.slice(3)}`}
    </p>
    <p class="soft" role="status">
      {t(offline ? 'pairOffline' : 'pairWaiting')}
    </p>
  </main>
);
