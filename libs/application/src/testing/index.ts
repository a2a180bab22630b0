export * from './application.fixture.js';
export * from './series.fixture.js';
export * from './mailroom.js';
