import { page } from './layout.ts';

/** Where the first start's link leads: a name, and the bar has an organiser. */
export const setUpPage = (): string =>
  page(
    'Set up the bar',
    `<h1>Set up the bar</h1>
<p id="says" role="status">Whoever opens this link first becomes the organiser of this coffee bar.</p>
<form id="set-up">
<label for="name">Your name, as the team will see it</label>
<input id="name" name="name" required maxlength="60" autocomplete="name">
<button>Become the organiser</button>
</form>
<noscript><p>This page needs JavaScript.</p></noscript>`,
    '/set-up.js',
  );

/** The page's script. The token stands behind `#`, which no server sees; it leaves the address bar at once. */
export const setUpScript = `
const token = new URLSearchParams(location.hash.slice(1)).get('set-up') ?? '';
history.replaceState(null, '', location.pathname);
const says = document.getElementById('says');
const form = document.getElementById('set-up');
form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const name = new FormData(form).get('name');
  const reply = await fetch('/api/setup', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ token, name }),
  }).catch(() => undefined);
  const body = await reply?.json().catch(() => undefined);
  says.textContent = reply?.ok
    ? 'Welcome, ' + name + '. The bar is yours.'
    : (body?.detail ?? body?.title ?? 'The bar cannot be reached. Try again in a moment.');
  form.hidden = reply?.ok === true;
});
`;
