import { preset } from '../jest.preset.mjs';

export default {
  ...preset,
  testEnvironment: '<rootDir>/jest.environment.mjs',
  // Pages are slow to draw in jsdom on a busy machine.
  testTimeout: 30_000,
  setupFiles: ['<rootDir>/jest.setup.mjs'],
  moduleNameMapper: {
    '\\.module\\.css$': '<rootDir>/jest.css-classes.mjs',
    '\\.css$': '<rootDir>/jest.no-css.mjs',
  },
};
