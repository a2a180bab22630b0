export * from './application.fixture.js';
export * from './mailroom.js';
export * from './series.fixture.js';
