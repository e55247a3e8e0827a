import '@espresso/ui/base.css';
import './styles/shell.css';
import './styles/bus.css';
import './styles/drawing.css';
import './styles/order.css';
import './styles/catalogue.css';
import './styles/storm.css';
import './styles/theatre.css';
import { systemClock, uuids } from '@espresso/kernel';
import { openApi } from '@espresso/ui/api';
import { render } from 'preact';
import { App } from './views/app.tsx';

const [, invitation] = /^#join=(.+)$/.exec(location.hash) ?? [];
// The token leaves the address bar at once: nobody reads it over a shoulder, and no history keeps it.
if (invitation !== undefined) history.replaceState(null, '', location.pathname + location.search);

const page = document.getElementById('page');
if (page !== null)
  render(<App api={openApi()} clock={systemClock} ids={uuids(systemClock)} invitation={invitation} />, page);
