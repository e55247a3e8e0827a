import { useExplorer } from './explorer.ts';
import { useWords } from './words.ts';

/** Says loudly that this is not the real bar, and leads back to it. */
export const SandboxBanner = () => {
  const t = useWords();
  const { places } = useExplorer();
  return (
    <section class="sandbox-banner" aria-label={t('sandboxes')}>
      <strong>{t('inSandbox')}</strong>{' '}
      <button type="button" class="small-button" onClick={() => places.go({ view: 'sandboxes', event: '', item: '' })}>
        {t('sandboxPanel')}
      </button>{' '}
      <a class="small-button" href="?view=sandboxes">
        {t('leaveSandbox')}
      </a>
    </section>
  );
};
