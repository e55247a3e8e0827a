import type { ComponentChildren } from 'preact';

/** A sheet of paper on the table. With a `label` it is a region that readers can jump to. */
export const Card = ({ label, children }: { readonly label?: string; readonly children: ComponentChildren }) => (
  <section class="card stack" aria-label={label}>
    {children}
  </section>
);
