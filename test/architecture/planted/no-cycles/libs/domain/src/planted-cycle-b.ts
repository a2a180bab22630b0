import type {} from './planted-cycle-a.js';

export const b = 1;
