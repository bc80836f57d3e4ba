import { preset } from '../jest.preset.mjs';

export default {
  ...preset,
  testEnvironment: '<rootDir>/jest.environment.mjs',
  setupFiles: ['<rootDir>/jest.setup.mjs'],
  moduleNameMapper: {
    '\\.module\\.css$': '<rootDir>/jest.css-classes.mjs',
    '\\.css$': '<rootDir>/jest.no-css.mjs',
  },
};
