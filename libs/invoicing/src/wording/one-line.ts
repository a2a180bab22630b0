/** A name with a line break could forge a line of a mail, the last one included, or end its subject. */
export const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
