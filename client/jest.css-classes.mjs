// Class names are as they are written in the style sheet.
export default new Proxy({}, { get: (_classes, name) => name });
