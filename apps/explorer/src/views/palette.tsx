import { Dialog } from '@espresso/ui';
import { useEffect, useState } from 'preact/hooks';
import { viewNames, type Place } from '../model/address.ts';
import { ranked } from '../model/ranked.ts';
import { findPlace } from '../store/find.ts';
import { entriesOf } from './catalogue-view.tsx';
import { useExplorer } from './explorer.ts';
import { useWords } from './words.ts';

interface Way {
  readonly name: string;
  readonly about: string;
  readonly to: Partial<Place>;
}

const SHOWN_MAX = 12;

/** One box for everything: views, the catalogue, order numbers, any id. */
export const Palette = ({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) => {
  const t = useWords();
  return (
    <Dialog open={open} title={t('search')} onClose={onClose}>
      <Searching onClose={onClose} />
    </Dialog>
  );
};

const Searching = ({ onClose }: { readonly onClose: () => void }) => {
  const t = useWords();
  const { api, bus, places } = useExplorer();
  const [wish, setWish] = useState('');
  const [at, setAt] = useState(0);
  const [says, setSays] = useState('');
  useEffect(() => setAt(0), [wish]);

  const catalogue = bus.catalogue.value;
  const ways: readonly Way[] = [
    ...viewNames.map((view): Way => ({ name: t(view), about: t('views'), to: { view } })),
    { name: t('theatre'), about: t('views'), to: { theatre: true } },
    ...(catalogue === undefined ? [] : entriesOf(catalogue)).map(({ name, item, kind }): Way => ({
      name,
      about: t(({ context: 'contexts', event: 'events', rule: 'rules', workflow: 'workflows' } as const)[kind]),
      to: { view: 'catalogue', item },
    })),
  ];
  const found = ranked(wish, ways, ({ name }) => name, SHOWN_MAX);
  const text = wish.trim();
  const canLook = text !== '';
  const count = found.length + (canLook ? 1 : 0);

  const look = async (): Promise<void> => {
    setSays(t('loading'));
    const place = await findPlace(api, text);
    if (place === undefined) setSays(t('notFound', { text }));
    else take(place);
  };
  const take = (to: Partial<Place>): void => {
    places.go(to);
    onClose();
  };
  const choose = (index: number): void => {
    const way = found[index];
    if (way !== undefined) take(way.to);
    else if (canLook) void look();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && count > 0) setAt((at + step + count) % count);
    else if (event.key === 'Enter') choose(at);
    else return;
    event.preventDefault();
  };

  return (
    <div class="palette">
      <input
        class="input"
        type="text"
        role="combobox"
        aria-expanded={count > 0}
        aria-controls="palette-ways"
        aria-activedescendant={count > 0 ? `way-${at}` : undefined}
        aria-label={t('search')}
        placeholder={t('searchHint')}
        value={wish}
        autofocus
        spellcheck={false}
        onInput={(event) => {
          setWish(event.currentTarget.value);
          setSays('');
        }}
        onKeyDown={onKeyDown}
      />
      <ul id="palette-ways" role="listbox" aria-label={t('search')} class="ways">
        {found.map(({ name, about }, index) => (
          <li
            key={about + name}
            id={`way-${index}`}
            role="option"
            aria-selected={index === at}
            onClick={() => choose(index)}
          >
            {name} <span class="soft">{about}</span>
          </li>
        ))}
        {canLook ? (
          <li
            id={`way-${found.length}`}
            role="option"
            aria-selected={at === found.length}
            onClick={() => choose(found.length)}
          >
            {t('lookFor', { text })}
          </li>
        ) : null}
      </ul>
      <p role="status" class="soft">
        {says !== '' ? says : t('keysText')}
      </p>
    </div>
  );
};
