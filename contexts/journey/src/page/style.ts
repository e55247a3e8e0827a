/** The page's whole look. Every colour pair here has a contrast of at least 4.5 to 1, in light and in dark. */
export const style = `
:root{color-scheme:light dark;--paper:#fbf7f2;--card:#fff;--ink:#2a1a10;--soft:#6a5344;--line:#e4d7ca;
--customer:#1f5fa8;--barista:#9a4a00;--software:#4c7a34;--accent:#7a3e12}
@media (prefers-color-scheme:dark){:root{--paper:#1a1310;--card:#261c17;--ink:#f5ebe2;--soft:#c3ab9a;--line:#43332a;
--customer:#86b8f2;--barista:#f0a45c;--software:#9ccf80;--accent:#eeb27f}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.55 ui-rounded,system-ui,-apple-system,"Segoe UI",sans-serif}
main{max-width:42rem;margin:0 auto;padding:1.5rem 1.1rem 3rem}
.eyebrow{margin:0;color:var(--accent);font-weight:650;letter-spacing:.04em}
h1{margin:.1rem 0 .35rem;font-size:clamp(2rem,9vw,3rem);line-height:1.1}
h2{margin:2.2rem 0 .7rem;font-size:1.2rem}
.lede{margin:0;font-size:1.15rem}
.soft{color:var(--soft)}
.bar{display:block;width:100%;height:1rem;border-radius:.5rem}
.customer{--who:var(--customer)}.barista{--who:var(--barista)}.software{--who:var(--software)}
.bar rect{fill:var(--who)}
.dot{background:var(--who)}
.dot{display:inline-block;width:.75rem;height:.75rem;border-radius:50%;margin-right:.5rem}
dl{display:grid;grid-template-columns:1fr auto;gap:.3rem 1rem;margin:.8rem 0 0}
dd{margin:0;text-align:right;font-variant-numeric:tabular-nums}
ol{list-style:none;margin:0;padding:0}
ol>li{position:relative;padding:0 0 1.1rem 4.6rem}
ol>li::before{content:"";position:absolute;left:3.6rem;top:.55rem;bottom:-.55rem;width:2px;background:var(--line)}
ol>li:last-child::before{display:none}
ol>li::after{content:"";position:absolute;left:calc(3.6rem - 4px);top:.5rem;width:10px;height:10px;border-radius:50%;background:var(--accent)}
li time{position:absolute;left:0;width:3rem;text-align:right;color:var(--soft);font-variant-numeric:tabular-nums}
li p{margin:0}
li.wait{padding-bottom:1.1rem;color:var(--who);font-weight:600}
li.wait::before{background:repeating-linear-gradient(var(--who) 0 5px,transparent 5px 10px)}
li.wait::after{background:var(--paper);border:2px solid var(--who)}
.where{color:var(--soft);font-size:.9rem}
details{margin-top:.2rem;font-size:.9rem;color:var(--soft)}
summary{cursor:pointer;min-height:1.75rem;width:fit-content}
details code{overflow-wrap:anywhere}
a{color:inherit}
:focus-visible,li:target{outline:3px solid var(--accent);outline-offset:3px;border-radius:.3rem}
footer{margin-top:2rem;padding-top:1rem;border-top:1px solid var(--line);color:var(--soft);font-size:.95rem}
@media print{details{display:none}}
`;
