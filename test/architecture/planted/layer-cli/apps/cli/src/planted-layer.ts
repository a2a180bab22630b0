import '../../web/src/index.js';
