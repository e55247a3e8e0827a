import type { Clock, Ids } from '@espresso/kernel';
import { Toasts, type Toast } from '@espresso/ui';
import type { Api } from '@espresso/ui/api';
import { languages, translator, type Language, type Messages } from '@espresso/ui/i18n';
import { followWhileVisible } from '@espresso/ui/live';
import { text } from '@espresso/ui/read';
import type { Signal } from '@preact/signals';
import type { JSX } from 'preact';
import { lazy, Suspense } from 'preact/compat';
import { useEffect, useState } from 'preact/hooks';
import type { Kept } from '../kept.ts';
import { placeOf, type Page } from '../model/places.ts';
import { command, type Desk } from '../store/desk.ts';
import {
  anything,
  door as doorReply,
  roles,
  session as sessionReply,
  shops as shopsReply,
  type Session,
  type Shop,
} from '../wire.ts';
import { en, messagesIn, type Key } from '../words/index.ts';
import { ClosedDoor, NameDoor, WaitDoor } from './doors.tsx';
import { Home } from './home.tsx';
import { PeoplePage } from './people-page.tsx';
import { SettingsPage } from './settings-page.tsx';
import { Shell } from './shell.tsx';
import { ShopsPage } from './shops-page.tsx';
import { StockPage } from './stock-page.tsx';
import { Words } from './words.ts';

/** What the page is made with. */
export interface Surroundings {
  readonly api: Api;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly kept: Kept;
  readonly language: Signal<Language>;
  /** The link's token that the page was opened with. */
  readonly link?: { readonly type: 'set-up' | 'join'; readonly token: string };
}

/** Where somebody stands on the way to the desk. */
type Way =
  | { readonly at: 'waiting'; readonly isLost: boolean }
  | { readonly at: 'naming' }
  | { readonly at: 'closed'; readonly isOther: boolean }
  | { readonly at: 'desk'; readonly me: Session };

const SHOP = 'espresso-shop';
const TRY_AGAIN_MS = 3_000;
const TOAST_MS = 4_000;
/** Live news come in bursts: a page is fetched anew once for each. */
const GATHER_MS = 1_000;

const MenuPage = lazy(async () => ({ default: (await import('./menu/menu-page.tsx')).MenuPage }));
const Statistics = lazy(() => import('../plots/statistics.tsx'));

export const App = ({ api, clock, ids, kept, language, link }: Surroundings) => {
  const [way, setWay] = useState<Way>(link === undefined ? { at: 'waiting', isLost: false } : { at: 'naming' });
  const [shops, setShops] = useState<readonly Shop[]>([]);
  const [shopId, setShopId] = useState(() => kept.get(SHOP, text));
  const [hash, setHash] = useState(() => location.hash);
  const [revision, setRevision] = useState(0);
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const [origin, setOrigin] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<string>();
  const [messages, setMessages] = useState<Messages<Key>>(en);
  const spoken = language.value;
  const t = translator(spoken, messages);

  useEffect(() => {
    document.documentElement.lang = spoken;
    document.documentElement.dir = languages[spoken].direction;
    void messagesIn(spoken).then(setMessages);
  }, [spoken]);
  const place = placeOf(hash.replace(/\?.*$/, ''));
  const page: Page = place.type === 'page' ? place.page : 'home';
  useEffect(() => {
    document.title = `${t(`page-${page}`)} · Serverless Espresso`;
  }, [page, messages]);
  useEffect(() => {
    const go = (): void => {
      setHash(location.hash);
      // A new page begins at its heading, for eyes and readers alike.
      globalThis.scrollTo(0, 0);
      requestAnimationFrame(() => document.querySelector<HTMLElement>('#content h1')?.focus());
    };
    globalThis.addEventListener('hashchange', go);
    return () => globalThis.removeEventListener('hashchange', go);
  }, []);

  const loadShops = async (): Promise<boolean> => {
    const known = await api.get('/api/shops', shopsReply);
    if (known.ok) setShops(known.reply.shops);
    return known.ok;
  };
  /** Who is signed in decides where the way leads. */
  const enter = async (): Promise<void> => {
    const who = await api.get('/api/session', sessionReply);
    const isThere = who.ok && (await loadShops());
    if (!isThere) {
      setWay({ at: 'waiting', isLost: true });
      setTimeout(() => void enter(), TRY_AGAIN_MS);
      return;
    }
    const me = who.reply;
    const isOwner = me.kind === 'staff' && me.role === 'owner';
    setWay(isOwner ? { at: 'desk', me } : { at: 'closed', isOther: me.kind === 'staff' });
  };
  useEffect(() => {
    if (link === undefined) void enter();
  }, []);
  const name = async (typed: string): Promise<void> => {
    if (link === undefined) return;
    setBusy(true);
    const path = link.type === 'set-up' ? '/api/setup' : '/api/invitations/accept';
    const outcome = await command({ api, ids }, 'POST', path, { token: link.token, name: typed }, anything);
    setBusy(false);
    if (outcome.ok) return enter();
    setFault(
      outcome.reason === 'invitation-invalid'
        ? t(link.type === 'set-up' ? 'setUpOver' : 'inviteOver')
        : (outcome.detail ?? t('notReached')),
    );
  };

  const isAtDesk = way.at === 'desk';
  const me = isAtDesk ? way.me : undefined;
  const mine = shops.filter((one) => me?.shopId === undefined || one.shopId === me.shopId);
  const shop = mine.find((one) => one.shopId === shopId) ?? mine[0];
  const here = shop?.shopId;
  useEffect(() => {
    if (!isAtDesk || here === undefined) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const changed = (): void => {
      timer ??= setTimeout(() => {
        timer = undefined;
        setRevision((before) => before + 1);
        void loadShops();
      }, GATHER_MS);
    };
    const end = followWhileVisible(`/api/shops/${here}/board/live`, { onUpdate: changed, onReset: changed });
    return () => {
      clearTimeout(timer);
      end();
    };
  }, [isAtDesk, here]);

  useEffect(() => {
    // 'localhost' means another machine on every other device: links for those take the address that phones use.
    if (here === undefined || !/^(localhost|127\.|\[::1\])/.test(location.hostname)) return;
    void api.get(`/api/shops/${here}/wait`, doorReply).then((outcome) => {
      if (outcome.ok && outcome.reply.orderUrl !== undefined) setOrigin(new URL(outcome.reply.orderUrl).origin);
    });
  }, [here]);

  const say = (what: string): void => {
    const id = ids.next();
    setToasts((before) => [...before.slice(-2), { id, text: what }]);
    setTimeout(() => setToasts((before) => before.filter((toast) => toast.id !== id)), TOAST_MS);
  };
  const signOut = async (): Promise<void> => {
    await command({ api, ids }, 'DELETE', '/api/session', undefined, anything);
    setWay({ at: 'closed', isOther: false });
  };

  const content = (): JSX.Element => {
    if (way.at === 'naming')
      return (
        <NameDoor isFirst={link?.type === 'set-up'} busy={isBusy} fault={fault} onName={(typed) => void name(typed)} />
      );
    if (way.at === 'closed') return <ClosedDoor isOther={way.isOther} onSignOut={() => void signOut()} />;
    if (way.at === 'waiting' || shop === undefined) return <WaitDoor isLost={way.at === 'waiting' && way.isLost} />;
    const desk: Desk = {
      api,
      clock,
      ids,
      kept,
      language,
      me: way.me,
      shop,
      shops: mine,
      origin: origin ?? location.origin,
      revision,
      reload: () => void loadShops(),
      choose: (wanted) => {
        kept.set(SHOP, wanted);
        setShopId(wanted);
      },
      say,
    };
    return (
      <Shell desk={desk} page={page} onSignOut={() => void signOut()}>
        <Suspense fallback={<p class="soft waiting">{t('loading')}</p>}>
          {page === 'home' ? <Home desk={desk} /> : null}
          {page === 'menu' ? <MenuPage desk={desk} /> : null}
          {page === 'stock' ? <StockPage key={shop.shopId} desk={desk} /> : null}
          {page === 'people' ? (
            <PeoplePage desk={desk} wanted={roles.find((role) => hash.endsWith(`?${role}`))} />
          ) : null}
          {page === 'settings' ? <SettingsPage desk={desk} /> : null}
          {page === 'statistics' ? <Statistics desk={desk} /> : null}
          {page === 'shops' ? <ShopsPage desk={desk} /> : null}
        </Suspense>
      </Shell>
    );
  };
  return (
    <Words.Provider value={t}>
      {content()}
      <Toasts toasts={toasts} />
    </Words.Provider>
  );
};
