import { Button, Card, Notice } from '@espresso/ui';
import { languageCodes } from '@espresso/ui/i18n';
import { useEffect, useState } from 'preact/hooks';
import { asJson, isSameMenu, type MenuDraft } from '../../model/menu-draft.ts';
import { readIn } from '../../model/menu-words.ts';
import { faultsIn, faultsTold, faultsUnder, type Faults } from '../../model/menu-faults.ts';
import { command, type Desk } from '../../store/desk.ts';
import { useReply } from '../../store/use-reply.ts';
import { anything, faults as faultsReply, writtenMenu } from '../../wire.ts';
import { Page, Shown } from '../parts.tsx';
import { useWords } from '../words.ts';
import { DrinksEditor } from './drinks-editor.tsx';
import { GroupsEditor } from './groups-editor.tsx';
import { IngredientsEditor } from './ingredients-editor.tsx';
import { PhonePreview } from './phone-preview.tsx';
import { TranslationsEditor } from './translations-editor.tsx';

const parts = ['drinks', 'groups', 'ingredients', 'translations'] as const;
type Part = (typeof parts)[number];

/** The menu, written as a draft that only this device knows, and published whole. */
export const MenuPage = ({ desk }: { readonly desk: Desk }) => {
  const path = `/api/shops/${desk.shop.shopId}/menu`;
  const { reply, reload } = useReply(desk.api, `${path}/written`, writtenMenu, [desk.revision]);
  const t = useWords();
  return (
    <Shown reply={reply}>
      {(published) => (
        <Draft key={path} published={published} desk={desk} path={path} onPublished={reload} title={t('page-menu')} />
      )}
    </Shown>
  );
};

const noFaults: Faults = new Map();

const Draft = ({
  published,
  desk,
  path,
  title,
  onPublished,
}: {
  readonly published: MenuDraft;
  readonly desk: Desk;
  readonly path: string;
  readonly title: string;
  readonly onPublished: () => void;
}) => {
  const t = useWords();
  const [base, setBase] = useState(published);
  const [menu, setMenu] = useState(published);
  const [part, setPart] = useState<Part>('drinks');
  const [wished, setWished] = useState<string>();
  const [told, setTold] = useState<Faults>(noFaults);
  const [wasTried, setTried] = useState(false);
  const [fault, setFault] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const hasChanges = !isSameMenu(menu, base);
  const wasPublishedElsewhere = !isSameMenu(published, base);
  useEffect(() => {
    // Nothing of one's own would be lost: then what is published is what is written on.
    if (wasPublishedElsewhere && !hasChanges) {
      setBase(published);
      setMenu(published);
    }
  }, [published]);
  useEffect(() => {
    if (!hasChanges) return undefined;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    globalThis.addEventListener('beforeunload', ask);
    return () => globalThis.removeEventListener('beforeunload', ask);
  }, [hasChanges]);

  const faults: Faults = wasTried ? new Map([...told, ...faultsIn(menu)]) : noFaults;
  const change = (next: MenuDraft): void => {
    setMenu(next);
    setTold(noFaults);
  };
  const publish = async (): Promise<void> => {
    setTried(true);
    const wrong = faultsIn(menu);
    if (wrong.size > 0) {
      setPart(parts.find((one) => faultsUnder(wrong, one) > 0) ?? part);
      setFault(t('menuFaults', { n: wrong.size }));
      return;
    }
    setBusy(true);
    const outcome = await command(desk, 'PUT', path, asJson(menu), anything);
    setBusy(false);
    if (outcome.ok) {
      setBase(menu);
      setTried(false);
      setFault(undefined);
      desk.say(t('menuPublished'));
      onPublished();
      return;
    }
    const { errors } = outcome.data;
    if (outcome.reason === 'invalid-request' && errors !== undefined) {
      const found = faultsTold(faultsReply(errors));
      setTold(found);
      setPart(parts.find((one) => faultsUnder(found, one) > 0) ?? part);
      setFault(t('menuFaults', { n: found.size }));
      return;
    }
    setFault(outcome.detail ?? t('notReached'));
  };
  const discard = (): void => {
    setBase(published);
    setMenu(published);
    setTold(noFaults);
    setTried(false);
    setFault(undefined);
  };

  const others = languageCodes.filter((code) => code !== menu.language);
  const language = others.find((code) => code === wished) ?? others[0] ?? menu.language;
  const editing = { menu, faults, onChange: change };
  return (
    <Page
      title={title}
      about={t('menuAbout')}
      actions={
        <>
          <span class="draft-state" role="status">
            {hasChanges ? `● ${t('notPublished')}` : `✓ ${t('published')}`}
          </span>
          {hasChanges ? <Button onClick={discard}>{t('discard')}</Button> : null}
          <Button kind="main" busy={isBusy} disabled={!hasChanges} onClick={() => void publish()}>
            {t('publish')}
          </Button>
        </>
      }
    >
      {fault === undefined ? null : <Notice kind="bad">{fault}</Notice>}
      {wasPublishedElsewhere && hasChanges ? <Notice kind="warn">{t('publishedElsewhere')}</Notice> : null}
      <div class="menu-desk">
        <div class="stack">
          <div class="tabs" role="group" aria-label={t('menuParts')}>
            {parts.map((one) => {
              const count = faultsUnder(faults, one);
              return (
                <button key={one} type="button" class="tab" aria-pressed={one === part} onClick={() => setPart(one)}>
                  {t(`part-${one}`)}
                  {count === 0 ? null : <span class="fault-count">{t('faultCount', { n: count })}</span>}
                </button>
              );
            })}
          </div>
          {part === 'drinks' ? <DrinksEditor {...editing} /> : null}
          {part === 'groups' ? <GroupsEditor {...editing} /> : null}
          {part === 'ingredients' ? <IngredientsEditor {...editing} /> : null}
          {part === 'translations' ? (
            <TranslationsEditor {...editing} language={language} onLanguage={setWished} />
          ) : null}
        </div>
        <PhonePreview
          menu={part === 'translations' ? readIn(menu, language) : menu}
          language={part === 'translations' ? language : menu.language}
        />
      </div>
      <Card label={t('howMenusWork')}>
        <details>
          <summary>{t('howMenusWork')}</summary>
          <p class="soft">{t('menusMeaning')}</p>
        </details>
      </Card>
    </Page>
  );
};
