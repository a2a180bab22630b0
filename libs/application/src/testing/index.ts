export * from './application.fixture.js';
