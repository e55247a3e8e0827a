/** The house's sign: a cup seen from above, an event on its way round the rim. */
export const Logo = ({ size = 32 }: { readonly size?: number }) => (
  <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden="true" focusable="false">
    <circle cx="16" cy="16" r="15" fill="#2a1a12" />
    <circle cx="16" cy="16" r="10.5" fill="#fff6e6" />
    <circle cx="16" cy="16" r="8.5" fill="#c47a35" />
    <path d="M16 21c-3.5-2-5-3.5-5-5.3 0-2.2 3.3-2.9 5-.7 1.7-2.2 5-1.5 5 .7 0 1.8-1.5 3.3-5 5.300z" fill="#fff6e6" />
    <circle cx="26" cy="8" r="2.6" fill="#f0a04b" />
  </svg>
);

/** The same as an address for `<link rel="icon">`: no request of its own. */
export const logoUrl =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Ccircle cx='16' cy='16' r='15' fill='%232a1a12'/%3E%3Ccircle cx='16' cy='16' r='10.5' fill='%23fff6e6'/%3E%3Ccircle cx='16' cy='16' r='8.5' fill='%23c47a35'/%3E%3Ccircle cx='26' cy='8' r='2.6' fill='%23f0a04b'/%3E%3C/svg%3E";
