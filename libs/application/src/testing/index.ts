export * from './application.fixture.js';
export * from './mailroom.js';
