import type { ButtonHTMLAttributes, ComponentChildren } from 'preact';

/** How loud a button is: one `main` on a screen, `danger` for what cannot be taken back. */
export type ButtonKind = 'main' | 'usual' | 'quiet' | 'plain' | 'danger';

interface Look {
  readonly kind?: ButtonKind;
  /** As wide as there is room. */
  readonly wide?: boolean;
  readonly children: ComponentChildren;
}

/** A button at least 48 px high. While it is `busy` it stays where it is, says so, and takes no second press. */
export const Button = ({
  kind = 'usual',
  wide = false,
  busy = false,
  children,
  ...rest
}: Look & { readonly busy?: boolean } & Omit<ButtonHTMLAttributes, 'class'>) => (
  <button
    type="button"
    {...rest}
    class="button"
    data-kind={kind}
    data-wide={wide ? '' : undefined}
    aria-disabled={busy ? 'true' : undefined}
    aria-busy={busy ? 'true' : undefined}
  >
    {busy ? <span class="spinner" aria-hidden="true" /> : null}
    {children}
  </button>
);

/** A link that looks like a button: it leads somewhere, it does nothing. */
export const ButtonLink = ({ kind = 'usual', wide = false, href, children }: Look & { readonly href: string }) => (
  <a class="button" href={href} data-kind={kind} data-wide={wide ? '' : undefined}>
    {children}
  </a>
);
