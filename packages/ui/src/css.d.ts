/** A style sheet: the page's build takes it in. */
declare module '*.css';
