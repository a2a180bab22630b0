import './planted-cycle-b.js';

export const a = 1;
