import '../../domain/src/inner/deep.js';
