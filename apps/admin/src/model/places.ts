/** The pages of the desk. */
export const pages = ['home', 'menu', 'stock', 'people', 'settings', 'statistics', 'shops'] as const;
export type Page = (typeof pages)[number];

/** Where the address points behind `#`: a page, and a token that came with a link. */
export type Place =
  | { readonly type: 'page'; readonly page: Page }
  | { readonly type: 'set-up'; readonly token: string }
  | { readonly type: 'join'; readonly token: string };

export const placeOf = (hash: string): Place => {
  const [, kind, token = ''] = /^#(set-up|join)=(.+)$/.exec(hash) ?? [];
  if (kind === 'set-up' || kind === 'join') return { type: kind, token };
  const page = pages.find((known) => hash === `#/${known}`);
  return { type: 'page', page: page ?? 'home' };
};
