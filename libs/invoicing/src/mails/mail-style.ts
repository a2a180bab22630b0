import { Markup } from '../markup/markup.js';

/** Colours are written out and rules kept plain: mail clients know no variables and drop a style sheet over 8 kB. */
export const MAIL_STYLE = new Markup(`
.mail{margin:0;padding:24px 16px 40px;background:#f4f5f7;color:#16191d;font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,Helvetica,Arial,sans-serif;-webkit-text-size-adjust:100%}
.sheet{max-width:560px;margin:0 auto;padding:28px;background:#ffffff;border:1px solid #dfe3e8;border-radius:12px}
.mail p{margin:0 0 14px}
.mail a{color:#2b4bb0}
.mail .seller{margin-bottom:20px;font-weight:600}
.mail .form{font-weight:400;color:#565f6c}
.mail h1{margin:0 0 4px;font-size:16px;line-height:1.4;font-weight:600}
.mail .headline{font-size:24px;line-height:1.3;letter-spacing:-.01em}
.mail .sum{display:block;font-size:34px;line-height:1.2;letter-spacing:-.02em;font-variant-numeric:tabular-nums}
.mail .about{margin-bottom:24px;padding-bottom:20px;border-bottom:1px solid #dfe3e8;color:#565f6c;font-size:14px}
.mail table{width:100%;margin:20px 0;border-collapse:collapse}
.mail caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.mail th,.mail td{padding:10px 0;border-bottom:1px solid #dfe3e8;text-align:left;vertical-align:top;font-weight:400}
.mail thead th{color:#565f6c;font-size:13px}
.mail tfoot th,.mail tfoot td{padding:4px 0;border-bottom:0}
.mail tfoot tr:first-child th,.mail tfoot tr:first-child td{padding-top:12px}
.mail td.amount,.mail th.amount{padding-left:16px;text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
.mail .total th,.mail .total td{padding-top:8px;font-weight:600;font-size:17px}
.mail .note{color:#565f6c;font-size:14px}
.mail .sheet p:last-child{margin-bottom:0}
.mail .online{max-width:560px;margin:24px auto 0;text-align:center;color:#565f6c;font-size:13px;line-height:1.5;overflow-wrap:anywhere}
.mail .button{display:inline-block;margin-bottom:10px;padding:12px 20px;border-radius:8px;background:#2b4bb0;color:#ffffff;font-size:16px;line-height:1.4;font-weight:600;text-decoration:none}
@media (max-width:480px){
.mail{padding:12px 8px 32px}
.sheet{padding:20px 16px}
.mail th,.mail td{font-size:15px}
}
@media (prefers-color-scheme:dark){
.mail{background:#101318;color:#e9ecf0}
.sheet{background:#181c22;border-color:#2c323b}
.mail a{color:#a9bbff}
.mail .about,.mail thead th,.mail .note,.mail .online,.mail .form{color:#a4adba}
.mail .about,.mail th,.mail td{border-color:#2c323b}
.mail .button{background:#a9bbff;color:#101318}
}
`);
