import { preset } from '../jest.preset.mjs';

export default {
  ...preset,
  globalSetup: '<rootDir>/src/testing/start-database.ts',
  globalTeardown: '<rootDir>/src/testing/stop-database.ts',
};
