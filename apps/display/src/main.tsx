import { effect, signal } from '@preact/signals';
import { systemClock, uuids } from '@espresso/kernel';
import { chooseLanguage, isLanguage, languages, translator, type Language, type Translate } from '@espresso/ui/i18n';
import { followWhileVisible, openChime, serverTime } from '@espresso/ui/live';
import { ButtonLink } from '@espresso/ui';
import { render } from 'preact';
import { openCaller } from './caller.ts';
import { isQuiet, quietHoursIn } from './model/call.ts';
import { shiftAt } from './model/scene.ts';
import { PairingScreen } from './parts/pairing.tsx';
import { Screen } from './parts/screen.tsx';
import { openStore } from './store.ts';
import { words, type Word } from './words.ts';
import './styles/display.css';

const query = new URLSearchParams(location.search);
const clock = serverTime(systemClock);
const now = signal(clock.now());

/** `?lang=de,en` takes turns: a hall speaks more than one language. */
const wished = (query.get('lang') ?? '').split(',').filter(isLanguage);
const spoken: readonly Language[] = wished.length > 0 ? wished : [chooseLanguage(navigator.languages)];
const TURN_MS = 15_000;
const translators = new Map(spoken.map((language) => [language, translator(language, words[language])]));
/** `?sound=chime` or `?sound=voice`, and `&quiet=22-7`: a television that was not asked to stays silent. */
const sound = query.get('sound');
const quietHours = quietHoursIn(query.get('quiet'));
const chime = openChime();
const isLocked = signal(sound === 'chime' || sound === 'voice');
const caller = openCaller({
  chime,
  voice: sound === 'voice' && 'speechSynthesis' in globalThis ? speechSynthesis : undefined,
  languages: translators,
  isQuiet: () => isLocked.peek() || isQuiet(quietHours, new Date(clock.now()).getHours()),
});
const store = openStore({
  clock,
  ids: uuids(systemClock),
  onReady: (numbers) => {
    if (sound === 'chime' || sound === 'voice') caller.call(numbers);
  },
  wantedShop: query.get('shop') ?? undefined,
});
const languageNow = (): Language => spoken[Math.floor(now.value / TURN_MS) % spoken.length] ?? 'en';

/** Browsers let a page sound only after a tap. */
const SoundButton = ({ t }: { readonly t: Translate<Word> }) => (
  <button
    type="button"
    class="button sound"
    data-kind="main"
    onClick={() => {
      isLocked.value = !chime.unlock();
    }}
  >
    <span aria-hidden="true">♪</span> {t('soundOff')}
  </button>
);

const App = () => {
  const language = languageNow();
  const t = translators.get(language) ?? translator('en', words.en);
  const { phase, shop } = store;
  switch (phase.value.type) {
    case 'starting':
      return <main class="pairing" />;
    case 'pairing':
      return <PairingScreen t={t} code={phase.value.code} offline={phase.value.offline} />;
    case 'refused':
      return (
        <main class="pairing">
          <h1>{t(phase.value.why)}</h1>
        </main>
      );
    case 'choosing':
      return (
        <main class="pairing">
          <h1>{t('chooseShop')}</h1>
          {phase.value.shops.map(({ shopId, name }) => (
            <ButtonLink key={shopId} kind="main" href={`/display?shop=${shopId}`}>
              {name}
            </ButtonLink>
          ))}
        </main>
      );
    case 'showing':
      return shop.value === undefined ? (
        <main class="pairing">
          <h1>{t('joining')}</h1>
        </main>
      ) : (
        <>
          {isLocked.value ? <SoundButton t={t} /> : null}
          <Screen
            t={t}
            language={language}
            shop={shop.value}
            board={store.board.value}
            code={store.code.value}
            door={store.door.value}
            menu={store.menu.value}
            nowMs={now.value}
            heardMs={store.heardMs.value}
            isConnected={store.isConnected.value}
            origin={location.origin}
          />
        </>
      );
  }
};

const root = document.getElementById('page');
if (root !== null) render(<App />, root);

// The invitation leaves the address bar at once: it is nobody's business.
const invitation = new URLSearchParams(location.hash.slice(1)).get('join');
if (invitation !== null) history.replaceState(null, '', location.pathname + location.search);
void (invitation === null ? store.start() : store.join(invitation));

let followed: string | undefined;
effect(() => {
  const { value } = store.phase;
  if (value.type !== 'showing' || followed === value.shopId) return;
  followed = value.shopId;
  followWhileVisible(`/api/shops/${value.shopId}/board/live`, {
    evenHidden: true,
    onUpdate: store.onBoard,
    onReset: store.lookAtAll,
    onState: ({ state }) => {
      // Whatever happened while it was away is fetched, not guessed.
      store.isConnected.value = state === 'open';
      if (state === 'open') store.lookAtAll();
    },
  });
});

// A cable that is pulled tells the browser at once, the stream only after a while.
globalThis.addEventListener('offline', () => {
  store.isConnected.value = false;
});

let minute = -1;
setInterval(() => {
  now.value = clock.now();
  const language = languageNow();
  document.documentElement.lang = language;
  document.documentElement.dir = languages[language].direction;
  const [x, y] = shiftAt(now.value);
  if (root !== null) root.style.transform = `translate(${x}px, ${y}px)`;
  const current = Math.floor(now.value / 60_000);
  if (current === minute) return;
  minute = current;
  if (store.phase.value.type === 'showing') store.lookAtAll();
  renewAtNight();
}, 1_000);

/** Once a night the page starts afresh, if the server is there to start it from. */
const renewAtNight = (): void => {
  const at = new Date(now.value);
  if (at.getHours() !== 4 || at.getMinutes() !== 17) return;
  void fetch('/healthz').then(
    ({ ok }) => {
      if (ok) location.reload();
    },
    () => undefined,
  );
};

// The screen stays on where the browser lets a page ask for that.
const stayAwake = (): void => {
  if ('wakeLock' in navigator && document.visibilityState === 'visible')
    void navigator.wakeLock.request('screen').catch(() => undefined);
};
stayAwake();
document.addEventListener('visibilitychange', stayAwake);
