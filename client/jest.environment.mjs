import { TestEnvironment } from 'jest-environment-jsdom';

/** jsdom with what browsers and Node have and jsdom hides. */
export default class BrowserEnvironment extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    Object.assign(this.global, {
      fetch,
      Request,
      Response,
      Headers,
      TextEncoder,
      TextDecoder,
      structuredClone,
    });
  }

  // Tests run on Node: with the builds for browsers, or with `import` for what is required, jest's own packages break.
  exportConditions() {
    return ['node', 'node-addons'];
  }
}
