import type { Clock, Ids } from '@espresso/kernel';
import type { Api } from '@espresso/ui/api';
import { languages, translator, type Language, type Messages } from '@espresso/ui/i18n';
import type { Chime } from '@espresso/ui/live';
import { text } from '@espresso/ui/read';
import type { Signal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import type { Kept } from '../kept.ts';
import { openBarStore, type BarStore } from '../store/bar.ts';
import { anything, joined, session as sessionReply, shops as shopsReply, type Session, type Shop } from '../wire.ts';
import { en, messagesIn, type Key } from '../words/index.ts';
import { Bar } from './bar.tsx';
import { JoinDoor, ShopDoor, SignInDoor, WaitDoor } from './doors.tsx';
import { PairingCard } from './pairing-card.tsx';
import { Words } from './words.ts';

/** What the page is made with. */
export interface Surroundings {
  readonly api: Api;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly kept: Kept;
  readonly chime: Chime;
  readonly volume: Signal<number>;
  readonly language: Signal<Language>;
  /** The token of the invitation that the page was opened with. */
  readonly invitation?: string;
}

/** Where somebody stands on the way to the bar. */
type Way =
  | { readonly at: 'waiting'; readonly isLost: boolean }
  | { readonly at: 'joining'; readonly token: string }
  | { readonly at: 'signed-out'; readonly notBarista: boolean }
  | { readonly at: 'choosing'; readonly shops: readonly Shop[]; readonly me: Session }
  | { readonly at: 'bar'; readonly bar: BarStore };

const SHOP = 'espresso-shop';
const TRY_AGAIN_MS = 3_000;

export const App = ({ api, clock, ids, kept, chime, volume, language, invitation }: Surroundings) => {
  const [way, setWay] = useState<Way>(
    invitation === undefined ? { at: 'waiting', isLost: false } : { at: 'joining', token: invitation },
  );
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<string>();
  const [messages, setMessages] = useState<Messages<Key>>(en);
  const spoken = language.value;

  useEffect(() => {
    document.documentElement.lang = spoken;
    document.documentElement.dir = languages[spoken].direction;
    void messagesIn(spoken).then(setMessages);
  }, [spoken]);
  const t = translator(spoken, messages);
  useEffect(() => {
    document.title = `${t('title')} · Serverless Espresso`;
  }, [messages]);

  const workAt = (shopId: string, me: Session): void => {
    kept.set(SHOP, shopId);
    const maker = { baristaId: me.staffId ?? '', name: me.name ?? '' };
    setWay({ at: 'bar', bar: openBarStore({ api, clock, ids, kept, chime, volume, me: maker, shopId }) });
  };

  /** Who is signed in decides where the way leads. */
  const enter = async (): Promise<void> => {
    const who = await api.get('/api/session', sessionReply);
    if (!who.ok) {
      later();
      return;
    }
    const me = who.reply;
    const mayWork = me.kind === 'staff' && (me.role === 'owner' || me.role === 'barista');
    if (!mayWork) {
      setWay({ at: 'signed-out', notBarista: me.kind === 'staff' });
      return;
    }
    if (me.shopId !== undefined) {
      workAt(me.shopId, me);
      return;
    }
    const known = await api.get('/api/shops', shopsReply);
    if (!known.ok) {
      later();
      return;
    }
    const { shops } = known.reply;
    const wanted = new URLSearchParams(location.search).get('shop') ?? kept.get(SHOP, text);
    const shop = shops.find(({ shopId }) => shopId === wanted) ?? (shops.length === 1 ? shops[0] : undefined);
    if (shop === undefined) setWay({ at: 'choosing', shops, me });
    else workAt(shop.shopId, me);
  };
  const later = (): void => {
    setWay({ at: 'waiting', isLost: true });
    setTimeout(() => void enter(), TRY_AGAIN_MS);
  };
  useEffect(() => {
    if (way.at === 'waiting' && !way.isLost) void enter();
  }, []);

  const join = async (token: string, name: string): Promise<void> => {
    chime.unlock();
    setBusy(true);
    const outcome = await api.command('/api/invitations/accept', { token, name }, joined, {
      key: ids.next(),
      triesMax: 3,
    });
    setBusy(false);
    if (outcome.ok) return enter();
    setFault(outcome.reason === 'invitation-invalid' ? t('inviteOver') : (outcome.detail ?? t('notReached')));
  };

  const bar = way.at === 'bar' ? way.bar : undefined;
  const isSignedOut = bar?.isSignedOut.value ?? false;
  useEffect(() => {
    if (!isSignedOut) return;
    bar?.stop();
    setWay({ at: 'signed-out', notBarista: false });
  }, [isSignedOut]);
  const signOut = async (): Promise<void> => {
    await api.command('/api/session', undefined, anything, { key: ids.next(), method: 'DELETE', triesMax: 2 });
    bar?.stop();
    setWay({ at: 'signed-out', notBarista: false });
  };

  return (
    <Words.Provider value={t}>
      {way.at === 'waiting' ? <WaitDoor isLost={way.isLost} /> : null}
      {way.at === 'joining' ? (
        <JoinDoor busy={isBusy} fault={fault} onJoin={(name) => void join(way.token, name)} />
      ) : null}
      {way.at === 'signed-out' ? (
        <SignInDoor
          notBarista={way.notBarista}
          onLink={(link) => setWay({ at: 'joining', token: link.replace(/^.*#join=/, '').trim() })}
          pairing={<PairingCard api={api} ids={ids} onPaired={() => void enter()} />}
        />
      ) : null}
      {way.at === 'choosing' ? <ShopDoor shops={way.shops} onChoose={({ shopId }) => workAt(shopId, way.me)} /> : null}
      {bar === undefined || isSignedOut ? null : (
        <Bar
          bar={bar}
          api={api}
          ids={ids}
          chime={chime}
          volume={volume}
          language={spoken}
          onLanguage={(wanted) => {
            language.value = wanted;
          }}
          onSignOut={() => void signOut()}
        />
      )}
    </Words.Provider>
  );
};
