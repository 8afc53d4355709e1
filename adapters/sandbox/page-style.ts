import { createHash } from "node:crypto";

/** One narrow card; the striped band on top is never absent, so that nobody takes this page for a bank's. */
export const css = `
:root{color-scheme:light dark;--ink:#1b1d1f;--soft:#5b6166;--paper:#fff;--ground:#f3f1ec;--line:#d9d5cb;--edge:#84807a;--act:#1f4d3f;--act-ink:#fff;--warn:#8a1f11}
@media (prefers-color-scheme:dark){:root{--ink:#ececea;--soft:#a9aeb2;--paper:#1e2022;--ground:#141516;--line:#3b3f42;--edge:#85898d;--act:#8fd0b8;--act-ink:#0d1f18;--warn:#ffb4a6}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",sans-serif}
.band{margin:0;padding:.6rem 1rem;text-align:center;font-weight:600;color:#2b2100;background:repeating-linear-gradient(-45deg,#ffd34d 0 14px,#ffe08a 14px 28px)}
main{max-width:27rem;margin:2rem auto;padding:0 1rem}
.card{background:var(--paper);border:1px solid var(--line);border-radius:.75rem;padding:1.5rem}
h1{margin:0 0 .25rem;font-size:1rem;font-weight:600;color:var(--soft)}
h2{margin:0 0 .25rem;font-size:1rem}
.sum{margin:0 0 1rem;font-size:2.25rem;line-height:1.15;font-weight:650;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
dl{margin:0 0 1rem;display:grid;grid-template-columns:auto 1fr;gap:.25rem 1rem}
dt{color:var(--soft)}dd{margin:0;text-align:end;overflow-wrap:anywhere}
.note{margin:0 0 1.25rem;padding:.75rem 1rem;border-inline-start:4px solid var(--act);background:var(--ground);border-radius:.25rem}
.note.bad{border-color:var(--warn)}
form{display:grid;gap:.6rem;margin:0}
button,.link{display:block;width:100%;min-height:3rem;padding:.7rem 1rem;border-radius:.5rem;border:1px solid var(--edge);background:transparent;color:inherit;font:inherit;font-weight:600;text-align:center;text-decoration:none;cursor:pointer}
button.main,.link.main{background:var(--act);border-color:var(--act);color:var(--act-ink)}
button:focus-visible,a:focus-visible,summary:focus-visible{outline:3px solid var(--act);outline-offset:2px}
section,details{margin-top:1.25rem}
summary{cursor:pointer;padding:.5rem 0;color:var(--soft)}
table{width:100%;border-collapse:collapse;font-size:.925rem}
th,td{padding:.4rem .25rem;border-top:1px solid var(--line);text-align:start;vertical-align:top}
td:first-child{white-space:nowrap;font-variant-numeric:tabular-nums}
p{margin:0 0 1rem}
`;

/** The one style the page's policy lets in. */
export const cssHash = `'sha256-${createHash("sha256").update(css).digest("base64")}'`;
