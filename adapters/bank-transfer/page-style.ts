import { createHash } from "node:crypto";

/** One card, in the manner of the pay page; the code keeps its white ground in the dark, or no scanner reads it. */
export const css = `
:root{color-scheme:light dark;--ground:#f6f5f3;--card:#fff;--ink:#1b1c1b;--soft:#5b5f5c;--rule:#e4e2de;--edge:#84807a;--act:#1f4d3f;--on-act:#fff;--note:#fff8e6;--note-edge:#8a6100}
@media (prefers-color-scheme:dark){:root{--ground:#121312;--card:#1c1e1d;--ink:#f1f1ef;--soft:#abb0ac;--rule:#343735;--edge:#85898d;--act:#8fd0b8;--on-act:#0d1f18;--note:#2e2716;--note-edge:#d9b25a}}
*{box-sizing:border-box}
body{margin:0;border-top:4px solid var(--act);background:var(--ground);color:var(--ink);font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:anywhere}
main{max-width:36rem;margin:0 auto;padding:1.5rem 1.25rem 2.5rem}
h1{margin:0;font-size:1.5rem;line-height:1.25}
h2{margin:1.75rem 0 .5rem;font-size:1.0625rem}
p{margin:.5rem 0 0}
.soft{color:var(--soft);font-size:.9375rem}
.sum{margin:.25rem 0 1.25rem;font-size:clamp(2rem,8vw,2.75rem);line-height:1.15;font-weight:650;font-variant-numeric:tabular-nums}
.card{background:var(--card);border:1px solid var(--rule);border-radius:.875rem;padding:1.25rem}
dl{margin:.875rem 0 0}
.card>:first-child{margin-top:0}
dl div{padding:.625rem 0;border-top:1px solid var(--rule)}
dl div:first-child{border-top:0;padding-top:0}
dt{color:var(--soft);font-size:.9375rem}
dd{margin:0;font-size:1.125rem;font-weight:600;font-variant-numeric:tabular-nums}
dd .pick{-webkit-user-select:all;user-select:all}
dd .pick b{font-weight:inherit;margin-inline-end:.35em}
dd .pick b:last-child{margin-inline-end:0}
.code{display:block;width:min(17rem,100%);margin:1rem auto 0;background:#fff;border-radius:.5rem}
.note{margin:0 0 1.25rem;padding:.875rem 1rem;border:1px solid var(--note-edge);border-radius:.625rem;background:var(--note)}
form{margin:1.5rem 0 0}
button,.back{display:block;width:100%;min-height:3rem;padding:.7rem 1rem;border:1px solid var(--act);border-radius:.625rem;background:var(--act);color:var(--on-act);font:inherit;font-weight:600;text-align:center;text-decoration:none;cursor:pointer}
button.plain,.back{margin-top:.75rem;background:none;color:inherit;border-color:var(--edge)}
:focus-visible{outline:3px solid var(--act);outline-offset:3px}
@media (forced-colors:active){.code{forced-color-adjust:none}}
@media print{body{border:0;background:#fff;color:#000}form,.back{display:none}.card{border:0;padding:0}}
`;

/** The one style the page's policy lets in. */
export const cssHash = `'sha256-${createHash("sha256").update(css).digest("base64")}'`;
