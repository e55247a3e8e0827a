import { z } from 'zod';
import { words } from './words.ts';

/** The languages a notice can be written in. */
export const language = z.enum(['en', 'de', 'fr', 'es', 'pt', 'ja', 'ar', 'uk']);
export type Language = z.output<typeof language>;

/** What there is to tell. */
export type News =
  | { readonly type: 'ready'; readonly orderNumber: number; readonly place: string | undefined }
  | { readonly type: 'cancelled'; readonly reason: string };

export interface Notice {
  readonly title: string;
  readonly text: string;
}

/** The news in somebody's language. */
export const noticeOf = (news: News, inLanguage: Language): Notice => {
  const said = words[inLanguage];
  if (news.type === 'ready')
    return {
      title: said.ready.replace('{number}', String(news.orderNumber)),
      text: news.place === undefined ? said.comeAndGet : said.pickUp.replace('{place}', () => apart(news.place ?? '')),
    };
  return {
    title: said.cancelled,
    text: news.reason === '' ? said.sorry : `${said.sorry} (${apart(news.reason)})`,
  };
};

/** Why somebody gets this letter, and what to do who did not ask for it. */
export const whyThisLetter = (inLanguage: Language): string => words[inLanguage].why;

/** What a person wrote may run in the other direction: it is kept apart (Unicode's isolates). */
const apart = (text: string): string => `\u2068${text}\u2069`;
