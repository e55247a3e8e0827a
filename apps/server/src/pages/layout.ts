/** Text as HTML shows it. */
export const escapeHtml = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => `&#${character.codePointAt(0) ?? 0};`);

const style = `
:root { color-scheme: light dark; --ink: #2b1d14; --soft: #6b5a4e; --paper: #fbf7f2; --line: #e3d8cc; --link: #8a3b12; }
@media (prefers-color-scheme: dark) { :root { --ink: #f3e9df; --soft: #bfae9f; --paper: #1c1410; --line: #43352b; --link: #f0a878; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.55 system-ui, sans-serif; }
main { max-width: 46rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
h1 { font-size: 1.9rem; line-height: 1.15; margin: 0 0 .5rem; }
h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
a { color: var(--link); }
.soft { color: var(--soft); }
code, pre { font: .875rem/1.45 ui-monospace, monospace; }
pre { overflow-x: auto; padding: .75rem; border: 1px solid var(--line); border-radius: .5rem; }
details { border-bottom: 1px solid var(--line); padding: .4rem 0; }
summary { cursor: pointer; overflow-wrap: anywhere; }
.method { display: inline-block; min-width: 4rem; font-weight: 700; }
label { display: block; margin: 1rem 0 .25rem; }
input { font: inherit; width: 100%; max-width: 24rem; padding: .6rem; border: 1px solid var(--soft); border-radius: .5rem; background: transparent; color: inherit; }
button { font: inherit; font-weight: 600; margin-top: 1rem; padding: .7rem 1.2rem; border: 0; border-radius: .5rem; background: var(--link); color: var(--paper); cursor: pointer; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
`;

/** A page of the server's own: no script unless one is named, nothing from elsewhere. */
export const page = (title: string, body: string, script?: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
${script === undefined ? '' : `<script type="module" src="${escapeHtml(script)}"></script>`}
</head>
<body><main>
${body}
</main></body>
</html>
`;
