import '@espresso/ui/base.css';
import './styles/bar.css';
import './styles/ticket.css';
import { systemClock, uuids } from '@espresso/kernel';
import { openApi } from '@espresso/ui/api';
import { chooseLanguage, isLanguage } from '@espresso/ui/i18n';
import { openChime } from '@espresso/ui/live';
import { number, text } from '@espresso/ui/read';
import { effect, signal } from '@preact/signals';
import { render } from 'preact';
import { keptIn } from './kept.ts';
import { App } from './views/app.tsx';

const VOLUME = 'espresso-volume';
const LANGUAGE = 'espresso-language';

const kept = keptIn(() => localStorage);
const [, invitation] = /^#join=(.+)$/.exec(location.hash) ?? [];
// The token leaves the address bar at once: nobody reads it over a shoulder, and no history keeps it.
if (invitation !== undefined) history.replaceState(null, '', location.pathname + location.search);

const wished = kept.get(LANGUAGE, text);
const language = signal(isLanguage(wished) ? wished : chooseLanguage(navigator.languages));
const volume = signal(Math.min(1, Math.max(0, kept.get(VOLUME, number) ?? 0.6)));
effect(() => kept.set(LANGUAGE, language.value));
effect(() => kept.set(VOLUME, volume.value));

const page = document.getElementById('page');
if (page !== null)
  render(
    <App
      api={openApi()}
      clock={systemClock}
      ids={uuids(systemClock)}
      kept={kept}
      chime={openChime()}
      volume={volume}
      language={language}
      {...(invitation !== undefined && { invitation })}
    />,
    page,
  );
