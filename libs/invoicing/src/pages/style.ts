import { Markup } from '../markup/markup.js';

/** The colours of the pages. The spec holds every pair of text and ground to WCAG AA. */
export const LIGHT = {
  ground: '#f4f5f7',
  surface: '#ffffff',
  raised: '#f8f9fb',
  ink: '#16191d',
  muted: '#565f6c',
  line: '#dfe3e8',
  control: '#7a8494',
  accent: '#2b4bb0',
  onAccent: '#ffffff',
  tint: '#e9eefb',
  neutralGround: '#eceff3',
  good: '#14613a',
  goodGround: '#e2f3e8',
  warn: '#7d4400',
  warnGround: '#fdefd9',
  bad: '#9c2230',
  badGround: '#fbe6e8',
} as const;

export const DARK: Readonly<Record<keyof typeof LIGHT, string>> = {
  ground: '#101318',
  surface: '#181c22',
  raised: '#1d222a',
  ink: '#e9ecf0',
  muted: '#a4adba',
  line: '#2c323b',
  control: '#7d8898',
  accent: '#a9bbff',
  onAccent: '#101318',
  tint: '#222a44',
  neutralGround: '#2a3039',
  good: '#8fdcb0',
  goodGround: '#163324',
  warn: '#f2c27a',
  warnGround: '#392a11',
  bad: '#ffb0b6',
  badGround: '#43191e',
};

const variables = (tokens: Readonly<Record<string, string>>): string =>
  Object.entries(tokens)
    .map(([name, value]) => `--${name}:${value}`)
    .join(';');

/** Paper is light whatever the screen is, and shows no navigation. */
export const PAGE_STYLE = new Markup(`
:root{color-scheme:light dark;${variables(LIGHT)}}
@media (prefers-color-scheme:dark){:root{${variables(DARK)}}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:anywhere}
h1,h2,p,dl,dd,ol,ul,figure{margin:0}
ol,ul{padding:0;list-style:none}
h1{font-size:1.75rem;line-height:1.2;letter-spacing:-.02em;text-wrap:balance}
h2{font-size:.875rem;font-weight:600;color:var(--muted)}
a{color:var(--accent);text-underline-offset:.2em}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:4px}
.skip{position:absolute;left:1rem;top:-4rem;padding:.5rem 1rem;background:var(--surface);z-index:1}
.skip:focus{top:.5rem}
.bar{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;align-items:center;justify-content:space-between;max-width:54rem;margin:0 auto;padding:1.25rem 1.25rem 0}
.bar-links{display:flex;gap:1.25rem;align-items:center}
.brand{display:inline-flex;gap:.5rem;align-items:center;font-weight:650;letter-spacing:-.01em}
.brand svg{display:block;width:1.5rem;height:1.5rem;fill:var(--accent)}
main{display:block;max-width:54rem;margin:0 auto;padding:1.5rem 1.25rem 4rem}
main:focus{outline:none}
.card{background:var(--surface);border:1px solid var(--line);border-radius:14px;padding:clamp(1.25rem,4vw,2.75rem)}
.narrow-bar{max-width:34rem}
.narrow-page{max-width:34rem}
.stack{display:grid;gap:1.25rem}
.lead{font-size:1.0625rem;color:var(--muted);text-wrap:pretty}
.muted{color:var(--muted)}
.small{font-size:.875rem}
.number{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
.badge{display:inline-block;padding:.125rem .625rem;border-radius:99px;font-size:.8125rem;font-weight:600;white-space:nowrap;background:var(--neutralGround);color:var(--muted);border:1px solid transparent}
.badge.good{background:var(--goodGround);color:var(--good)}
.badge.warn{background:var(--warnGround);color:var(--warn)}
.badge.bad{background:var(--badGround);color:var(--bad)}
.button{display:inline-block;padding:.625rem 1.25rem;border:1px solid var(--accent);border-radius:8px;background:var(--accent);color:var(--onAccent);font:inherit;font-weight:600;text-decoration:none;cursor:pointer}
.button:hover{text-decoration:underline}
.field{display:grid;gap:.375rem}
label{font-weight:600}
input{width:100%;padding:.625rem .75rem;border:1px solid var(--control);border-radius:8px;background:var(--surface);color:var(--ink);font:inherit}
.hidden{position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}

.document{display:grid;gap:2.25rem}
.masthead{display:flex;flex-wrap:wrap;gap:1rem 2rem;justify-content:space-between;align-items:flex-start}
.masthead .what{color:var(--muted);font-size:1rem;font-weight:500;letter-spacing:0;display:block}
.due{text-align:right;display:grid;gap:.25rem;justify-items:end}
.due strong{font-size:1.75rem;line-height:1.2;letter-spacing:-.02em;font-variant-numeric:tabular-nums;white-space:nowrap}
.facts{display:flex;flex-wrap:wrap;gap:1rem 2.5rem;padding:1rem 0;border-block:1px solid var(--line)}
.facts dt,.due .muted{font-size:.875rem;color:var(--muted)}
.facts dd{font-weight:500}
.parties{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(15rem,100%),1fr));gap:1.5rem 2.5rem}
.parties h2{margin-bottom:.375rem}
.parties address{font-style:normal}
.parties .name{font-weight:600}
.parties dl{display:grid;grid-template-columns:auto 1fr;gap:0 .75rem;margin-top:.5rem;font-size:.875rem}
.parties dt{color:var(--muted)}
table{width:100%;border-collapse:collapse}
th,td{padding:.75rem 0;text-align:left;vertical-align:top;font-weight:400;border-bottom:1px solid var(--line)}
th+th,td+td,th+td{padding-left:1.5rem}
thead th{padding-top:0;font-size:.875rem;color:var(--muted);vertical-align:bottom}
th.number,td.number{text-align:right}
.each{display:none}
.totals{display:grid;grid-template-columns:1fr auto;gap:.375rem 2.5rem;width:min(24rem,100%);margin-left:auto}
.totals div{display:contents}
.totals dd{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
.totals .sum{font-weight:650;font-size:1.125rem;padding-top:.375rem}
.totals .rule{border-top:1px solid var(--line);padding-top:.625rem;margin-top:.375rem}
.totals{column-gap:0}.totals dt{padding-right:2.5rem}
.none{margin-top:2rem}

.year{margin-top:2rem}
.year h2{padding-bottom:.5rem;font-size:1rem}
.rows{background:var(--surface);border:1px solid var(--line);border-radius:14px;overflow:hidden}
.rows li{display:grid;grid-template-columns:minmax(0,1fr) 11.5rem 9rem 9rem;gap:.25rem 1.25rem;align-items:center;padding:.875rem 1.25rem;position:relative}
.rows.files li{grid-template-columns:minmax(0,1fr) 11rem 8.5rem 8rem 5.25rem}
.rows .badge{justify-self:start}
.rows li+li{border-top:1px solid var(--line)}
.rows li:hover{background:var(--raised)}
.rows .date{white-space:nowrap}
.rows .open{font-weight:600;text-decoration:none}
.rows .open::after{content:"";position:absolute;inset:0}
.rows .open:hover{text-decoration:underline}
.rows .downloads{display:flex;gap:.875rem;justify-content:flex-end;font-size:.875rem;position:relative}
.rows .downloads a{padding:.25rem 0}

.links li+li{border-top:1px solid var(--line)}
.links li{padding:1rem 0;position:relative}
.links a{font-weight:600;text-decoration:none}
.links a::after{content:"";position:absolute;inset:0}
.links li:hover a{text-decoration:underline}

.mailbox{display:grid;grid-template-columns:minmax(15rem,22rem) minmax(0,1fr);gap:1.25rem;align-items:start;max-width:80rem}
.mailbox-bar{max-width:80rem}
.mails{background:var(--surface);border:1px solid var(--line);border-radius:14px;overflow:auto;max-height:calc(100vh - 6rem);position:sticky;top:1rem}
.mails li+li{border-top:1px solid var(--line)}
.mails a{display:grid;gap:.125rem;padding:.75rem 1rem;color:inherit;text-decoration:none}
.mails a:hover{background:var(--raised)}
.mails a:focus-visible{outline-offset:-3px}
.mails a[aria-current]{background:var(--tint);box-shadow:inset 4px 0 0 var(--accent)}
.mails .subject{font-weight:600;line-height:1.35}
.mails .small{color:var(--muted)}
.mail-view{background:var(--surface);border:1px solid var(--line);border-radius:14px;overflow:hidden}
.mail-head{padding:1.25rem 1.5rem;display:grid;gap:.75rem}
.mail-head h1{font-size:1.25rem}
.mail-head dl{display:grid;grid-template-columns:auto 1fr;gap:.125rem 1rem;font-size:.875rem}
.mail-head dt{color:var(--muted)}
.mail-view iframe{display:block;width:100%;height:max(32rem,calc(100vh - 17rem));border:0;border-block:1px solid var(--line);background:var(--ground)}
.mail-view details{padding:1rem 1.5rem}
.mail-view summary{font-weight:600;cursor:pointer}
.mail-view pre{margin:1rem 0 0;white-space:pre-wrap;overflow-wrap:anywhere;font:.875rem/1.6 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
.back{display:none;margin-bottom:.75rem}

@media screen and (max-width:44rem){
.bar{padding:1rem 1rem 0}
main{padding:1.25rem 1rem 3rem}
.rows li{padding:.75rem 1rem;gap:.25rem .75rem}
.document{gap:1.75rem}
.document h1{font-size:1.5rem}
th+th,td+td,th+td{padding-left:.75rem}
.totals dt{padding-right:1rem}
.masthead{flex-direction:column}
.due{text-align:left;justify-items:start}
.wide{display:none}
.each{display:block}
.rows li,.rows.files li{grid-template-columns:minmax(0,1fr) auto}
.rows .downloads{grid-column:1/-1;justify-content:flex-start}
.rows .date{grid-row:2}
.rows .badge{grid-row:2;grid-column:2;justify-self:end}
.rows .date{white-space:normal}
.mailbox{grid-template-columns:minmax(0,1fr)}
.mailbox.list .mail-view,.mailbox.mail .mails{display:none}
.mails{position:static;max-height:none}
.mailbox.mail .back{display:block}
}
@media (forced-colors:active){
.badge,.mails a[aria-current]{border:1px solid}
}
@media print{
:root{color-scheme:light;${variables(LIGHT)};--ground:#ffffff;--muted:#3f4650}
@page{margin:16mm}
body{font-size:10.5pt}
.bar,.skip,.no-print{display:none}
main{max-width:none;padding:0}
.card{border:0;border-radius:0;padding:0}
.badge{border-color:currentColor;background:none}
a{color:inherit;text-decoration:none}
tr,.totals,.parties,.facts,.rows li{break-inside:avoid}
thead{display:table-header-group}
}
`);
