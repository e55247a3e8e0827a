import type { ComponentChildren } from 'preact';

export type NoticeKind = 'info' | 'good' | 'warn' | 'bad';

const signs: Readonly<Record<NoticeKind, string>> = { info: 'ℹ', good: '✓', warn: '!', bad: '✕' };

/** Something to know. `warn` and `bad` interrupt a screen reader, the others wait their turn. */
export const Notice = ({
  kind = 'info',
  title,
  children,
}: {
  readonly kind?: NoticeKind;
  readonly title?: string;
  readonly children?: ComponentChildren;
}) => (
  <div class="notice" data-kind={kind} role={kind === 'bad' ? 'alert' : 'status'}>
    <span class="sign" aria-hidden="true">
      {signs[kind]}
    </span>
    <div>
      {title === undefined ? null : <strong>{title} </strong>}
      {children}
    </div>
  </div>
);
