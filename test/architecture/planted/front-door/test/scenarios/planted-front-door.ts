import '../../apps/api/src/inner/deep.js';
