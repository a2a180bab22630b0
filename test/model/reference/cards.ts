import { type Card } from '../steps.js';

/** Who is there when the card is charged: a person who confirms, or the system alone. */
export type Occasion = 'confirmed' | 'alone';

export const cardPays = (card: Card | 'none', occasion: Occasion): boolean => {
  if (card === 'ok') return true;
  return card === 'failsOnRenewal' && occasion === 'confirmed';
};
