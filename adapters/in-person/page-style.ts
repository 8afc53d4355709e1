import { createHash } from "node:crypto";

/** One card, in the manner of the pay page; the code is set large, to be read across a counter. */
export const css = `
:root{color-scheme:light dark;--ground:#f6f5f3;--card:#fff;--ink:#1b1c1b;--soft:#5b5f5c;--rule:#e4e2de;--edge:#84807a;--act:#1f4d3f;--note:#fff8e6;--note-edge:#8a6100}
@media (prefers-color-scheme:dark){:root{--ground:#121312;--card:#1c1e1d;--ink:#f1f1ef;--soft:#abb0ac;--rule:#343735;--edge:#85898d;--act:#8fd0b8;--note:#2e2716;--note-edge:#d9b25a}}
*{box-sizing:border-box}
body{margin:0;border-top:4px solid var(--act);background:var(--ground);color:var(--ink);font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:anywhere}
main{max-width:36rem;margin:0 auto;padding:1.5rem 1.25rem 2.5rem}
h1{margin:0;font-size:1.5rem;line-height:1.25}
p,ul{margin:.5rem 0 0}
ul{padding-inline-start:1.25rem}
.soft{color:var(--soft);font-size:.9375rem}
.sum{margin:.25rem 0 1.25rem;font-size:clamp(2rem,8vw,2.75rem);line-height:1.15;font-weight:650;font-variant-numeric:tabular-nums}
.card{background:var(--card);border:1px solid var(--rule);border-radius:.875rem;padding:1.25rem}
dl{margin:.875rem 0 0}
.card>:first-child{margin-top:0}
.card+.soft{margin-top:1rem}
dd .soft{font-weight:400}
dl div{padding:.625rem 0;border-top:1px solid var(--rule)}
dl div:first-child{border-top:0;padding-top:0}
dt{color:var(--soft);font-size:.9375rem}
dd{margin:0;font-weight:600}
.code{font-size:2rem;line-height:1.2;font-variant-numeric:tabular-nums;-webkit-user-select:all;user-select:all}
.note{margin:1rem 0;padding:.875rem 1rem;border:1px solid var(--note-edge);border-radius:.625rem;background:var(--note)}
.back{display:block;min-height:3rem;margin-top:1.5rem;padding:.7rem 1rem;border:1px solid var(--edge);border-radius:.625rem;color:inherit;font-weight:600;text-align:center;text-decoration:none}
:focus-visible{outline:3px solid var(--act);outline-offset:3px}
@media print{body{border:0;background:#fff;color:#000}.back{display:none}.card{border:0;padding:0}}
`;

/** The one style the page's policy lets in. */
export const cssHash = `'sha256-${createHash("sha256").update(css).digest("base64")}'`;
