import { languages, translator } from '@espresso/ui/i18n';
import { logoUrl } from '@espresso/ui';
import { renderToString } from 'preact-render-to-string';
import { catalogue } from './messages/index.ts';
import type { PageState } from './model/page-state.ts';
import { hasEnded } from './model/shapes.ts';
import { Page } from './page.tsx';

export type { PageState } from './model/page-state.ts';
export { problemFor } from './model/problems.ts';
export { fieldsOf, wishFrom, wishIn, bodyOf, type Wish } from './model/wish.ts';

/** Where the page's files are, and its style, which stands in the page itself: one request less before anything is seen. */
export interface Files {
  readonly script: string;
  readonly style: string;
}

const REFRESH_SECONDS = 5;

/** The whole document. Everything that came from a person stands in text or attributes, escaped. */
export const renderPage = (state: PageState, { script, style }: Files): string => {
  const { language, order } = state;
  const messages = catalogue[language];
  const t = translator(language, messages);
  const isUnderWay = order !== undefined && !hasEnded(order) && order.status !== 'choosing';
  return `<!doctype html>
<html lang="${language}" dir="${languages[language].direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<title>${order?.orderNumber === undefined ? '' : `#${String(order.orderNumber)} · `}${order === undefined ? t('title') : t('yourOrder')}</title>
<meta name="theme-color" content="#fbf5eb" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#17100c" media="(prefers-color-scheme: dark)">
<link rel="icon" href="${logoUrl}">
<style>${style}</style>
<script type="module" src="${script}"></script>
${isUnderWay ? `<noscript><meta http-equiv="refresh" content="${String(REFRESH_SECONDS)}"></noscript>` : ''}
</head>
<body>
<div id="page">${renderToString(<Page state={state} t={t} />)}</div>
${data('state', state)}
${data('messages', messages)}
</body>
</html>
`;
};

/** JSON in a page: a block of data, which no browser runs; `<` is written so that nothing ends it early. */
const data = (id: string, value: unknown): string =>
  `<script type="application/json" id="${id}">${JSON.stringify(value).replaceAll('<', String.raw`\u003c`)}</script>`;
