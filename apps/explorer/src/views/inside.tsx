import type { Ids } from '@espresso/kernel';
import { Toasts, type Toast } from '@espresso/ui';
import type { Api } from '@espresso/ui/api';
import { unreachable } from '@espresso/kernel';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { viewNames, type ViewName } from '../model/address.ts';
import type { BusStore } from '../store/bus.ts';
import type { PlaceStore } from '../store/place.ts';
import type { Session } from '../store/session.ts';
import { BusView, isTyping } from './bus-view.tsx';
import { CatalogueView } from './catalogue-view.tsx';
import { ExplorerContext, type Explorer } from './explorer.ts';
import { later } from './later.tsx';
import { MapView } from './map-view.tsx';
import { OperateView } from './operate-view.tsx';
import { OrderView } from './order-view.tsx';
import { Palette } from './palette.tsx';
import { SandboxBanner } from './sandbox-banner.tsx';
import { Theatre } from './theatre.tsx';
import { TopBar, type Liking } from './top-bar.tsx';
import { useWords } from './words.ts';

const StormView = later(async () => (await import('./storm-view.tsx')).StormView);
const CheckUpView = later(async () => (await import('./check-up-view.tsx')).CheckUpView);

const TOAST_MS = 6_000;

/** The Explorer for somebody who is let in. */
export const Inside = ({
  api,
  real,
  ids,
  bus,
  places,
  session,
  onSignOut,
  ...liking
}: Liking & {
  readonly api: Api;
  readonly real: Api;
  readonly ids: Ids;
  readonly bus: BusStore;
  readonly places: PlaceStore;
  readonly session: Extract<Session, { readonly state: 'inside' }>;
  readonly onSignOut: () => void;
}) => {
  const t = useWords();
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const [searches, setSearches] = useState(false);
  const place = places.place.value;

  useEffect(() => bus.start(), [bus]);
  useEffect(() => {
    document.title = `${t(place.view)} · ${t('title')} · Serverless Espresso`;
  }, [t, place.view]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        setSearches(true);
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || isWriting(event)) return;
      const view = viewNames[Number(event.key) - 1];
      const { theatre, event: chosen, item } = places.place.value;
      if (event.key === 'Escape' && document.querySelector('dialog[open]') === null) {
        if (theatre) places.go({ theatre: false });
        else if (chosen !== '' || item !== '') places.go({ event: '', item: '' });
      } else if (event.key === '/') {
        event.preventDefault();
        setSearches(true);
      } else if (view !== undefined) places.go({ view, event: '', item: '' });
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [places]);

  const explorer = useMemo(
    (): Explorer => ({
      api,
      real,
      ids,
      bus,
      places,
      mayAct: session.role === 'owner',
      worksEverywhere: session.shopId === undefined,
      say: (text) => {
        const id = ids.next();
        setToasts((before) => [...before, { id, text }]);
        setTimeout(() => setToasts((before) => before.filter((toast) => toast.id !== id)), TOAST_MS);
      },
    }),
    [api, real, ids, bus, places, session],
  );

  return (
    <ExplorerContext.Provider value={explorer}>
      <a class="skip" href="#content">
        {t('skip')}
      </a>
      {place.theatre ? (
        <main id="content">
          <h1 class="aside">{t('theatre')}</h1>
          <Theatre onClose={() => places.go({ theatre: false })} />
        </main>
      ) : (
        <div class="shell">
          <TopBar
            who={t('signedInAs', { name: session.name, role: session.role })}
            onSearch={() => setSearches(true)}
            onSignOut={onSignOut}
            {...liking}
          />
          {place.sandbox === '' ? null : <SandboxBanner />}
          <main id="content" data-view={place.view} tabIndex={-1}>
            <h1 class="aside">{t(place.view)}</h1>
            <View name={place.view} />
          </main>
        </div>
      )}
      <Palette open={searches} onClose={() => setSearches(false)} />
      <Toasts toasts={toasts} />
    </ExplorerContext.Provider>
  );
};

const isWriting = (event: KeyboardEvent): boolean =>
  isTyping(event) && event.target instanceof HTMLElement && event.target.closest('input, textarea, select') !== null;

const SandboxesView = later(async () => (await import('../sandboxes/sandboxes-view.tsx')).SandboxesView);
const View = ({ name }: { readonly name: ViewName }) => {
  switch (name) {
    case 'bus':
      return <BusView />;
    case 'order':
      return <OrderView />;
    case 'storm':
      return <StormView />;
    case 'checkup':
      return <CheckUpView />;
    case 'map':
      return <MapView />;
    case 'catalogue':
      return <CatalogueView />;
    case 'operate':
      return <OperateView />;
    case 'sandboxes':
      return <SandboxesView />;
    default:
      return unreachable(name);
  }
};
