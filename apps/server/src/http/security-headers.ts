import { createHash } from 'node:crypto';

const policy = (styles: string) =>
  `default-src 'self'; style-src 'self'${styles}; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`;

/** Headers of every reply. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': policy(''),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'X-Frame-Options': 'DENY',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** A page of ours as a reply; its own style is let through by its hash. */
export const htmlReply = (html: string, status = 200): Response => {
  const styles = [...html.matchAll(/<style>([\s\S]*?)<\/style>/g)]
    .map(([, style = '']) => ` 'sha256-${createHash('sha256').update(style).digest('base64')}'`)
    .join('');
  return new Response(html, {
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      'Content-Security-Policy': policy(styles),
    },
  });
};
