import { accentDefault, findColor, readableAs, readableOn } from "../../core/color";
import { makeShelf } from "../../core/shelf";

const light = { ground: "#f6f5f3", card: "#ffffff" };
const dark = { ground: "#121312", card: "#1c1e1d" };

/** The page's one style sheet, in the shop's color: whatever it is, text on and in it stays readable (WCAG AA). */
export function payPageStyle(accentColor: string): string {
  return styles.find(accentColor) ?? styles.keep(accentColor, makeStyle(accentColor));
}

/** A shop's color seldom changes, and weighing contrasts costs more than setting the page. */
const styles = makeShelf<string>(200);

function makeStyle(accentColor: string): string {
  const accent = findColor(accentColor) ?? accentDefault;
  const darkButton = readableAs(accent, dark.card, 3);
  const colors = `
:root{color-scheme:light dark;--ground:${light.ground};--card:${light.card};--ink:#1b1c1b;--soft:#5b5f5c;--rule:#e4e2de;
--button:${accent};--on-button:${readableOn(accent)};--edge:${readableAs(accent, light.card, 3)};--link:${readableAs(accent, light.ground, 4.5)};
--good:#176b3a;--bad:#b3261e;--bad-ground:#fdf1f0;--note-ground:#fff8e6;--note-edge:#8a6100}
@media(prefers-color-scheme:dark){:root{--ground:${dark.ground};--card:${dark.card};--ink:#f1f1ef;--soft:#abb0ac;--rule:#343735;
--button:${darkButton};--on-button:${readableOn(darkButton)};--edge:${darkButton};--link:${readableAs(accent, dark.card, 4.5)};
--good:#6fcf97;--bad:#ff9d94;--bad-ground:#35201e;--note-ground:#2e2716;--note-edge:#d9b25a}}`;
  return inOneLine(colors) + sheet;
}

const inOneLine = (css: string) => css.replace(/\s*\n\s*/g, "");

const sheet = inOneLine(`
*,::before,::after{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;border-top:4px solid var(--button);background:var(--ground);color:var(--ink);
font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:anywhere}
h1,h2,p,dl,dd,ul,table,fieldset{margin:0;padding:0;border:0;font:inherit}
a{color:var(--link);text-underline-offset:.2em}
:focus-visible{outline:3px solid var(--link);outline-offset:3px}
.wrap{max-width:62rem;margin:0 auto;padding:1.25rem 1.25rem 2.5rem}
.shop{display:flex;align-items:center;min-height:3rem;margin-bottom:1.5rem}
.shop img{display:block;max-width:min(15rem,70vw);height:auto;max-height:4rem;border-radius:.375rem}
.shop b{font-size:1.25rem;line-height:1.3;letter-spacing:-.01em}
.shop img{mix-blend-mode:multiply}
@media(prefers-color-scheme:dark){.shop span{background:#fff;padding:.5rem .75rem;border-radius:.5rem}}
.eyebrow{display:block;color:var(--soft);font-size:1.0625rem}
.amount{display:block;font-size:clamp(2.25rem,9vw,3.25rem);font-weight:650;line-height:1.15;letter-spacing:-.025em;font-variant-numeric:tabular-nums}
.asker{display:block;font-size:1.75rem;font-weight:650;line-height:1.2;letter-spacing:-.02em}
.what{margin-top:.625rem;font-size:1.0625rem}
.what b{font-weight:600}
.soft,.soft a{color:var(--soft)}
.small{font-size:.875rem}
.card{background:var(--card);border:1px solid var(--rule);border-radius:.875rem;padding:1.25rem;box-shadow:0 1px 2px #0000000a,0 8px 24px #0000000a}
.side,.lines,.foot{margin-top:1.5rem}
.card>:first-child{margin-top:0}
legend,.label{display:block;padding:0;margin-bottom:.75rem;font-weight:600;font-size:1.0625rem}
.way{display:flex;align-items:center;gap:.75rem;min-height:3.5rem;padding:.625rem .875rem;border:1px solid var(--rule);cursor:pointer}
.way+.way{border-top:0}
.way:first-of-type{border-radius:.625rem .625rem 0 0}
.way:last-of-type{border-radius:0 0 .625rem .625rem}
.way:first-of-type:last-of-type{border-radius:.625rem}
.way:has(:checked){background:color-mix(in srgb,var(--button) 7%,var(--card));box-shadow:inset 0 0 0 1px var(--edge)}
.way:has(:focus-visible){outline:3px solid var(--link);outline-offset:2px;position:relative}
.way :focus-visible{outline:0}
.way input{flex:none;width:1.25rem;height:1.25rem;margin:0;accent-color:var(--edge)}
.way span{flex:1;min-width:0}
.way svg{flex:none;color:var(--soft)}
.much{margin-bottom:1.5rem}
.sum{flex:none;font-weight:600;font-variant-numeric:tabular-nums}
.plan{margin-bottom:1.5rem}
.paid{color:var(--good)}
.paid svg{vertical-align:-.125em}
.off{color:var(--soft);cursor:default}
.button{display:flex;justify-content:center;align-items:center;gap:.5rem;width:100%;min-height:3.25rem;margin-top:1.25rem;padding:.75rem 1rem;
border:1px solid var(--edge);border-radius:.625rem;background:var(--button);color:var(--on-button);font:inherit;font-size:1.125rem;font-weight:600;
line-height:1.3;text-align:center;text-decoration:none;cursor:pointer}
form:not(:has(label))>.button{margin-top:0}
.plain{background:none;color:var(--link);border-color:var(--soft)}
.button:hover{filter:brightness(1.08)}
.button:active{filter:brightness(.94)}
.safety{display:flex;gap:.5rem;margin-top:.875rem}
.safety svg{flex:none;margin-top:.125rem}
.field{display:flex;align-items:baseline;gap:.5rem;padding:.5rem .875rem;border:1px solid var(--soft);border-radius:.625rem;background:var(--card)}
.field:focus-within{outline:3px solid var(--link);outline-offset:2px}
.field input{flex:1;min-width:0;border:0;outline:0;padding:.125rem 0;background:none;color:inherit;font:inherit;font-size:1.75rem;font-weight:600;font-variant-numeric:tabular-nums}
.field [type=file]{font-size:1rem;font-weight:400}
.wrong{border-color:var(--bad)}
.problem{display:flex;gap:.5rem;margin:.5rem 0 0;color:var(--bad);font-weight:500}
.problem svg,.notice svg{flex:none;margin-top:.125rem}
.hint{margin:.375rem 0 1.25rem}
.notice{display:flex;gap:.625rem;margin:0 0 1.25rem;padding:.875rem 1rem;border:1px solid var(--note-edge);border-radius:.625rem;background:var(--note-ground)}
.notice svg{color:var(--note-edge)}
.fault{border-color:var(--bad);background:var(--bad-ground)}
.fault svg{color:var(--bad)}
table{width:100%;border-collapse:collapse}
caption{padding-bottom:.375rem;font-weight:600;text-align:start}
th,td{padding:.5rem 0;border-top:1px solid var(--rule);font-weight:400;text-align:start;vertical-align:top}
td{padding-inline-start:1rem;text-align:end;white-space:nowrap;font-variant-numeric:tabular-nums}
tfoot th,tfoot td{border:0;padding-block:.1875rem}
tfoot tr:first-child>*{border-top:1px solid var(--ink);padding-top:.625rem}
tfoot tr:last-child>*{font-weight:600}
.foot{padding-top:1.25rem;border-top:1px solid var(--rule);font-size:.875rem;color:var(--soft)}
.foot p+p,.foot p+div{margin-top:.75rem}
.foot b{color:var(--ink);font-weight:600}
.phone{display:none}
.end{max-width:36rem}
.end .card{padding:2rem 1.25rem}
.end h1{margin-top:1rem;font-size:1.5rem;font-weight:650;line-height:1.25;letter-spacing:-.015em}
.end h1+p{margin-top:.5rem}
.mark{display:flex;align-items:center;justify-content:center;width:3.5rem;height:3.5rem;border-radius:50%;background:var(--ground);color:var(--soft)}
.mark.good{background:color-mix(in srgb,var(--good) 14%,var(--card));color:var(--good)}
dl{margin-top:1.5rem}
dl div{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 1.5rem;padding:.5rem 0;border-top:1px solid var(--rule)}
dt{color:var(--soft)}
dd{font-weight:500;text-align:end;margin-inline-start:auto;font-variant-numeric:tabular-nums}
.items{margin-top:1.75rem}
.item{padding:.875rem 0;border-top:1px solid var(--rule)}
.item:last-child{border-bottom:1px solid var(--rule)}
.item label{display:flex;align-items:flex-start;gap:.75rem;min-height:2rem;cursor:pointer}
.item label>b{flex:1;min-width:0;font-weight:600}
.item label>.sum{flex:none}
.item input{flex:none;width:1.375rem;height:1.375rem;margin:.0625rem 0 0;accent-color:var(--edge)}
.item p,.item details{margin:.125rem 0 0 2.125rem}
.late{color:var(--bad);font-weight:500}
summary{display:inline-block;min-height:1.5rem;color:var(--link);text-decoration:underline;text-underline-offset:.2em;cursor:pointer}
.row-sum{display:flex;justify-content:space-between;gap:1rem;margin-bottom:1.25rem;font-size:1.0625rem}
.row-sum b{font-weight:600;font-variant-numeric:tabular-nums}
.intro{margin-bottom:1.5rem}
.basket+.basket{margin-top:2.5rem;padding-top:2rem;border-top:1px solid var(--rule)}
.others{margin-top:1.5rem}
.told{display:none}
@supports selector(:has(*)){.stale{display:none}
form:has(.was:not(:checked),.not:checked) .fresh{display:none}
form:has(.was:not(:checked),.not:checked) .told{display:block}
form:has(.was:not(:checked),.not:checked) .stale{display:flex}}
.after{margin-top:1rem}
.row{display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;margin-top:1rem}
.row a,.foot a{display:inline-block;padding:.125rem 0}
@media(min-width:50rem){
.wrap{padding:2.5rem 2rem 3rem}
.pay{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,25rem);grid-template-rows:auto 1fr;gap:0 4rem;align-items:start}
.pay .side{grid-area:1/2/3;margin-top:0}
.side .card{padding:1.75rem}
.end .card{padding:2.5rem}
.phone{display:flex;align-items:center;gap:1rem;margin-top:1.25rem;padding:0 .25rem}
.phone svg{flex:none;width:6rem;height:6rem;padding:.625rem;background:#fff;border-radius:.375rem}
}
@media(forced-colors:active){.way:has(:checked){outline:2px solid Highlight}.button{border-color:ButtonText}}
@media print{body{border:0;background:#fff;color:#000}.side,.phone,.button{display:none!important}.card{border:0;padding:0!important;box-shadow:none}}
`);
