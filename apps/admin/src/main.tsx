import '@espresso/ui/base.css';
import './styles/desk.css';
import './styles/pages.css';
import './styles/menu.css';
import './styles/plots.css';
import './styles/print.css';
import { systemClock, uuids } from '@espresso/kernel';
import { openApi } from '@espresso/ui/api';
import { chooseLanguage, isLanguage } from '@espresso/ui/i18n';
import { text } from '@espresso/ui/read';
import { effect, signal } from '@preact/signals';
import { render } from 'preact';
import { keptIn } from './kept.ts';
import { placeOf } from './model/places.ts';
import { App } from './views/app.tsx';

const LANGUAGE = 'espresso-language';

const kept = keptIn(() => localStorage);
const place = placeOf(location.hash);
// The token leaves the address bar at once: nobody reads it over a shoulder, and no history keeps it.
if (place.type !== 'page') history.replaceState(null, '', location.pathname);

const wished = kept.get(LANGUAGE, text);
const language = signal(isLanguage(wished) ? wished : chooseLanguage(navigator.languages));
effect(() => kept.set(LANGUAGE, language.value));

const page = document.getElementById('page');
if (page !== null)
  render(
    <App
      api={openApi()}
      clock={systemClock}
      ids={uuids(systemClock)}
      kept={kept}
      language={language}
      {...(place.type !== 'page' && { link: place })}
    />,
    page,
  );
