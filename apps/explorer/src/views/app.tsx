import type { Clock, Ids } from '@espresso/kernel';
import type { Api } from '@espresso/ui/api';
import { languages, translator, type Language, type Messages } from '@espresso/ui/i18n';
import { computed } from '@preact/signals';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { keepLanguage, keepTheme, keptLanguage, keptTheme, type Theme } from '../kept.ts';
import { formats } from '../model/formats.ts';
import { apiIn } from '../store/api-in.ts';
import { openBus } from '../store/bus.ts';
import { openPlace } from '../store/place.ts';
import { openSession, type Session } from '../store/session.ts';
import { en, wordsOf, type Key } from '../words/index.ts';
import { Gate } from './gate.tsx';
import { Inside } from './inside.tsx';
import { SpeechContext } from './words.ts';

/** The page: its language and theme, and who looks. */
export const App = ({
  api,
  clock,
  ids,
  invitation,
}: {
  readonly api: Api;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly invitation: string | undefined;
}) => {
  const { sessions, places, inside, bus } = useMemo(() => {
    const madeSessions = openSession(api, ids);
    const madePlaces = openPlace();
    const wish = computed(() => madePlaces.place.value.filter);
    // Another sandbox is another page: all that is known here is of this one.
    const { sandbox } = madePlaces.place.value;
    const madeInside = apiIn(api, sandbox);
    return {
      sessions: madeSessions,
      places: madePlaces,
      inside: madeInside,
      bus: openBus({ api: madeInside, sandbox, clock, wish, onEnded: () => madeSessions.ended() }),
    };
  }, [api, clock, ids]);
  const [spoken, setSpoken] = useState<{ readonly language: Language; readonly messages: Messages<Key> }>({
    language: 'en',
    messages: en,
  });
  const [theme, setTheme] = useState<Theme>(keptTheme);

  const speak = async (language: Language): Promise<void> => {
    const messages = await wordsOf(language);
    document.documentElement.lang = language;
    document.documentElement.dir = languages[language].direction;
    setSpoken({ language, messages });
  };
  useEffect(() => {
    void speak(keptLanguage());
    void sessions.ask();
  }, [sessions]);
  useEffect(() => {
    if (theme === 'auto') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
  }, [theme]);

  const speech = useMemo(
    () => ({
      language: spoken.language,
      t: translator(spoken.language, spoken.messages),
      formats: formats(spoken.language),
    }),
    [spoken],
  );
  const session: Session = sessions.session.value;
  return (
    <SpeechContext.Provider value={speech}>
      {session.state === 'inside' ? (
        <Inside
          api={inside}
          real={api}
          ids={ids}
          bus={bus}
          places={places}
          session={session}
          theme={theme}
          onTheme={(chosen) => {
            keepTheme(chosen);
            setTheme(chosen);
          }}
          onLanguage={(language) => {
            keepLanguage(language);
            void speak(language);
          }}
          onSignOut={() => void sessions.leave()}
        />
      ) : (
        <Gate sessions={sessions} session={session} invitation={invitation} />
      )}
    </SpeechContext.Provider>
  );
};
