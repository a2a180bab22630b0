import type { Seller } from '#domain';
import type { Language } from '../mailer/mailer.js';
import { type Markup, markup, type Part } from '../markup/markup.js';
import { wordingOf } from '../wording/index.js';
import { countryName } from './country.js';
import type { Buyer, PostalAddress } from './invoice-document.js';
import { mailLink } from './parts.js';

export const sellerBlock = (seller: Seller, language: Language): Markup => {
  const { document: words } = wordingOf(language);
  const { name, legalForm, address, siren, vatId, email } = seller;
  return markup`<section aria-labelledby="seller">
<h2 id="seller">${words.seller}</h2>
<address><span class="name">${name}</span>${legalForm !== null && markup`, ${legalForm}`}${addressLines(address, language)}${email !== null && markup`<br>${mailLink(email)}`}</address>
${identifiers([
  [words.siren, siren],
  [words.vatId, vatId],
])}</section>`;
};

export const buyerBlock = ({ name, email, address, siren, taxId }: Buyer, language: Language): Markup => {
  const { document: words } = wordingOf(language);
  return markup`<section aria-labelledby="buyer">
<h2 id="buyer">${words.buyer}</h2>
<address><span class="name">${name}</span>${addressLines(address, language)}<br>${email}</address>
${identifiers([
  [words.siren, siren],
  [words.taxId, taxId],
])}</section>`;
};

const isGiven = (text: string | null | undefined): text is string => typeof text === 'string' && text.trim() !== '';

const addressLines = ({ line1, line2, postalCode, city, country }: PostalAddress, language: Language): Part =>
  [line1, line2, `${postalCode} ${city}`, countryName(country, language)]
    .filter(isGiven)
    .map((line) => markup`<br>${line}`);

/** The identifiers that a party has; one that it lacks is not named. */
const identifiers = (known: readonly (readonly [string, string | null | undefined])[]): Part => {
  const given = known.flatMap(([term, value]) => (isGiven(value) ? [markup`<dt>${term}</dt><dd>${value}</dd>`] : []));
  return given.length > 0 && markup`<dl>${given}</dl>\n`;
};
